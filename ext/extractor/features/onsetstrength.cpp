/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/onsetstrength.h"

#include <algorithm>
#include <array>

#include "features/statistics.h"

namespace mood::features {
namespace {

constexpr size_t kBands = MelSpectrogram::kBands;
/// One frame between the two that are compared, two to the frame's centre.
constexpr size_t kDelay = 3;

using Rise = std::array<float, kBands>;

Rise rise(std::span<const float> before_db, std::span<const float> now_db,
          float floor_db) {
  Rise rise;
  for (size_t b = 0; b < kBands; ++b)
    rise[b] = std::max(
        0.0f, std::max(now_db[b], floor_db) - std::max(before_db[b], floor_db));
  return rise;
}

float mean_of(const Rise& rise) {
  float sum = 0;
  for (const float value : rise) sum += value;
  return sum / float(kBands);
}

float median_of(Rise& rise) {
  // Where more than half the bands fall, as is common, it is 0.
  const auto still = std::count(rise.begin(), rise.end(), 0.0f);
  return size_t(still) > kBands / 2 ? 0.0f : median_in_place<float>(rise);
}

}  // namespace

OnsetStrength::OnsetStrength(size_t maximum_frames) {
  mean_.reserve(maximum_frames);
  median_.reserve(maximum_frames);
}

void OnsetStrength::process(const MelSpectrogram& mel, size_t frames,
                            float floor_db) {
  mean_.assign(frames, 0.0f);
  median_.assign(frames, 0.0f);
  for (size_t t = kDelay; t < frames; ++t) {
    Rise values = rise(mel.levels_db(t - kDelay), mel.levels_db(t - kDelay + 1),
                       floor_db);
    mean_[t] = mean_of(values);
    median_[t] = median_of(values);
  }
}

}  // namespace mood::features
