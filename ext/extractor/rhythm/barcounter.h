/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "descriptors/fadingmean.h"
#include "rhythm/barevidence.h"

namespace mood {

/// Counts beats in bars of four or three, once the evidence of some bars
/// speaks for one way to count and clearly against the others. The weights of
/// the evidence were fitted to labelled music (logistic regression over the
/// beats of a bar).
class BarCounter {
 public:
  struct Parameters {
    double keep = 0.98;    ///< weight of evidence, per beat
    int least_beats = 12;  ///< to hear before a first position is told
    double sure = 3.5;     ///< lead of the best score: told from here on
    double unsure = 2.0;   ///< and no longer below
    double three_over_four = 1.5;  ///< factor needed for bars of three
    double slack = 0.25;           ///< of the period: beats that still follow
  };

  explicit BarCounter(const Parameters& parameters);

  /// The next beat is at @p time_s, @p period_s long. Returns its position in
  /// the bar, 1.., or 0 when that is not known. Counting begins anew when the
  /// beat does not follow the last one.
  uint32_t count(double time_s, double period_s);
  /// Evidence about the beat before the one last counted.
  void add(const BarEvidence::Traits& traits);
  void reset();

 private:
  static constexpr std::array<size_t, 2> kMeters = {4, 3};
  using Sums = std::array<BarEvidence::Traits, 4>;
  struct Choice {
    size_t meter = 4;
    size_t first = 0;  ///< class of the beats that begin a bar
    double lead = 0;
  };

  Choice best_of(size_t meter, const Sums& sums) const;
  void choose();

  Parameters parameters_;
  std::array<Sums, kMeters.size()> sums_ = {};
  std::array<FadingMean, BarEvidence::kTraits> usual_;
  Choice choice_;
  bool telling_ = false;
  size_t index_ = 0;  ///< of the beat last counted
  int heard_ = 0;     ///< beats with evidence
  double last_s_ = 0;
  double period_s_ = 0;  ///< 0 before the first beat
};

}  // namespace mood
