/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/tuning.h"

#include <algorithm>
#include <cmath>

#include "features/statistics.h"

namespace mood::features {
namespace {

constexpr float kThreshold = 0.1f;  ///< of the frame's maximum
constexpr float kReference_hz = 440.0f / 16;

}  // namespace

Tuning::Tuning(const Parameters& parameters)
    : bins_per_octave_(parameters.bins_per_octave),
      peaks_(parameters.maximum_frames, 1) {
  for (size_t i = 0; i < edges_.size(); ++i)
    edges_[i] = double(i) * (1.0 / kClasses) - 0.5;
  edges_.back() = 0.5;
  strengths_.reserve(parameters.maximum_frames * kMaximumPeaks);
}

void Tuning::process(size_t frame, std::span<const float> spectrum) {
  const float* s = spectrum.data();
  const float floor = kThreshold * *std::max_element(s, s + kBins);
  Peaks& peaks = peaks_.row(frame)[0];
  peaks.count = 0;
  for (size_t i = kFirstBin; i < kEndBin; ++i) {
    if (!(s[i] > floor && s[i] > s[i - 1] && s[i] >= s[i + 1])) continue;
    // Parabola through the peak and its neighbours.
    const float curvature = s[i + 1] + s[i - 1] - 2 * s[i];
    const float slope = (s[i + 1] - s[i - 1]) / 2;
    const float shift =
        std::fabs(slope) >= std::fabs(curvature) ? 0.0f : -slope / curvature;
    peaks.strength[peaks.count] = s[i] + 0.5f * slope * shift;
    peaks.deviation[peaks.count] = deviation_class(i, shift);
    ++peaks.count;
  }
}

uint8_t Tuning::deviation_class(size_t bin, float shift) const {
  const auto pitch_hz =
      float((double(bin) + double(shift)) * kRate_hz / double(kFftSize));
  float residual = std::fmod(
      float(bins_per_octave_) * std::log2(pitch_hz / kReference_hz), 1.0f);
  if (residual >= 0.5f) residual -= 1.0f;
  auto index = size_t((double(residual) + 0.5) * kClasses);
  index = std::min(index, kClasses - 1);
  // The multiplication rounds otherwise than the edges do.
  while (index > 0 && double(residual) < edges_[index]) --index;
  while (index + 1 < kClasses && double(residual) >= edges_[index + 1]) ++index;
  return uint8_t(index);
}

double Tuning::estimate(size_t frames) {
  strengths_.clear();
  for (size_t t = 0; t < frames; ++t) {
    const Peaks& peaks = peaks_.row(t)[0];
    strengths_.insert(strengths_.end(), peaks.strength.begin(),
                      peaks.strength.begin() + ptrdiff_t(peaks.count));
  }
  if (strengths_.empty()) return 0;
  const float median = median_in_place<float>(strengths_);
  std::array<uint32_t, kClasses> counts{};
  for (size_t t = 0; t < frames; ++t) {
    const Peaks& peaks = peaks_.row(t)[0];
    for (size_t i = 0; i < peaks.count; ++i)
      if (peaks.strength[i] >= median) ++counts[peaks.deviation[i]];
  }
  const auto mode = std::max_element(counts.begin(), counts.end());
  return edges_[size_t(mode - counts.begin())];
}

}  // namespace mood::features
