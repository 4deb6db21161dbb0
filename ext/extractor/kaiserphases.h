/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kaiserfilter.h"
#include "simd/isa.h"
#include "windowruns.h"

namespace mood {

/// resampy's resampling with KaiserFilter, to its rounding errors: it sums in
/// double precision, but rounds to single after every tap, from the middle to
/// the left end, then to the right one. In quiet bands these errors are all
/// there is, and features see them.
///
/// Output samples that lie at the same fraction of an input frame, one phase,
/// have the same weights and are made side by side, from input laid out so
/// that theirs is side by side too.
class KaiserPhases {
 public:
  struct Parameters {
    uint64_t rate_hz = 44100;
    uint64_t output_rate_hz = 22050;
    Isa isa = preferred_isa();
  };
  /// @return nothing for rates between which there are too many phases.
  static std::optional<KaiserPhases> create(const Parameters& parameters);

  /// Writes output samples @p first, @p first + 1, ... of @p window.
  void process(const WindowRuns& window, size_t first, std::span<float> out);

  static constexpr size_t kLanes = 48;  ///< samples made side by side

 private:
  using Convolve = void (*)(const double* columns, const int32_t* offsets,
                            const double* centre, size_t wing, double* out);

  KaiserPhases(const Parameters& parameters, const KaiserFilter& filter,
               size_t phases, size_t period);
  void lay_out(const WindowRuns& window, size_t first_period);
  void make_phase(size_t phase, size_t first_period, size_t first,
                  std::span<float> out);
  void convolve(size_t phase, size_t group, double* lanes) const;

  size_t phases_;  ///< output samples per period
  size_t period_;  ///< input frames per period
  size_t wing_;    ///< taps to either side
  double increment_;
  size_t groups_;             ///< times kLanes periods at a time
  size_t before_;             ///< columns before the first period's
  size_t columns_;            ///< periods laid out
  std::vector<double> rows_;  ///< weights of each phase, and of the late one
  std::vector<int32_t> offsets_;  ///< of input frame n - wing_, see lay_out()
  std::vector<float> input_;
  std::vector<double> block_;
  Convolve convolve_;
};

}  // namespace mood
