/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace mood {

/// A quarter of the sample rate: what lies below 1.5 kHz is kept within
/// 0.1 dB, what would fold onto it is 60 dB down (a sinc under Blackman's
/// window). Samples beyond +-1e6 are clipped, so that sums stay finite.
class Decimator {
 public:
  static constexpr size_t kFactor = 4;

  /// @p hop_frames a multiple of kFactor.
  explicit Decimator(size_t hop_frames);

  /// Returns @p hop's quarter, valid until the next call.
  std::span<const float> process(std::span<const float> hop);
  void reset();

 private:
  static constexpr size_t kTaps = 48;

  alignas(32) std::array<float, kTaps> taps_;
  std::vector<float> history_;  ///< kTaps of the past, then the hop
  std::vector<float> output_;
};

}  // namespace mood
