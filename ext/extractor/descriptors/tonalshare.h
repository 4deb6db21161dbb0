/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace mood {

/// Cheap harmonic/percussive measure after Fitzgerald 2010: the share of the
/// magnitude in bins that are smooth in time rather than in frequency. The
/// medians have three points only, spread over 7 hops and 9 bins: min/max
/// operations instead of sorting. 1 = steady tones, 0 = clicks and noise
/// bursts, noise is near one half. Level free.
class TonalShare {
 public:
  explicit TonalShare(size_t bins);

  /// Returns the share 0..1 of the hop 3 hops ago (70 ms).
  double process(std::span<const float> magnitude);
  void reset();

 private:
  static constexpr size_t kStep = 3;
  static constexpr size_t kReach = 4;
  std::array<std::vector<float>, 2 * kStep + 1> history_;
  size_t newest_ = 0;
};

}  // namespace mood
