/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "features/melspectrogram.h"

namespace mood::features {

/// Rise of the mel levels from frame to frame, the spectral flux behind onsets
/// and beats: librosa.onset.onset_strength of librosa 0.11, once with the mean
/// over the bands (onset_detect) and once with the median (beat_track). One
/// value per frame, dB, at least 0; late by three frames, as librosa centres
/// it.
class OnsetStrength {
 public:
  explicit OnsetStrength(size_t maximum_frames);

  /// Over the first @p frames frames; levels under @p floor_db count as that.
  void process(const MelSpectrogram& mel, size_t frames, float floor_db);
  std::span<const float> mean() const { return mean_; }
  std::span<const float> median() const { return median_; }

 private:
  std::vector<float> mean_;
  std::vector<float> median_;
};

}  // namespace mood::features
