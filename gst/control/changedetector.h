/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "metrics.h"

namespace mood {

/// LedFx's measure of how far two moods are apart, 0..1:
/// M = max(0.4 dE + 0.3 dV + 0.2 dB + 0.1 dI, dE, dV).
double change_magnitude(const Metrics& a, const Metrics& b);

/// Decides whether the metrics have moved far enough from the last applied
/// ones to be worth a command, and holds the cooldown between commands.
///
/// LedFx's rule: M against a threshold that follows the mean of recent M: lower
/// in lively music, higher in still music. Not thread safe.
class ChangeDetector {
 public:
  struct Parameters {
    double threshold = 0.2;                    ///< 0.05..0.5
    uint64_t min_interval_ns = 3'000'000'000;  ///< 0.5..30 s
    bool adaptive = true;
  };

  void set_parameters(const Parameters& parameters);

  /// True if @p metrics differ from the applied ones by more than the
  /// threshold, or if nothing has been applied. Remembers M for the
  /// adaptation, once per half second so that the rate of updates does not
  /// matter.
  bool observe(const Metrics& metrics, uint64_t now_ns);
  /// @p metrics are on the lamps since @p now_ns.
  void applied(const Metrics& metrics, uint64_t now_ns);
  /// True until min_interval has passed since the last applied().
  bool cooling_down(uint64_t now_ns) const;
  /// The threshold after adaptation.
  double threshold() const;
  /// Running time restarts: the cooldown ends, the reference stays.
  void start_timeline();

 private:
  Parameters parameters_;
  std::optional<Metrics> reference_;
  std::optional<uint64_t> applied_at_ns_;
  std::optional<uint64_t> recorded_at_ns_;
  std::deque<double> recent_;
};

}  // namespace mood
