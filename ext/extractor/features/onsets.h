/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mood::features {

/// Group "onsets": librosa.onset.onset_detect(backtrack=False) of librosa 0.11:
/// frames whose strength, scaled to 0..1, is the highest of its neighbours and
/// 0.07 above the mean around it.
class Onsets {
 public:
  explicit Onsets(size_t maximum_frames);

  /// @param strength OnsetStrength::mean().
  void process(std::span<const float> strength);
  /// Ascending.
  std::span<const uint32_t> frames() const { return frames_; }
  /// Onsets per second of a window of @p samples.
  double rate_hz(size_t samples) const;
  /// Mean strength over all frames; 0 where there is no onset.
  double strength() const { return strength_; }

 private:
  std::vector<float> scaled_;
  std::vector<uint32_t> frames_;
  double strength_ = 0;
};

}  // namespace mood::features
