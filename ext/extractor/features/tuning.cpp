/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/tuning.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace mood::features {
namespace {

constexpr float kThreshold = 0.1f;  ///< of the frame's maximum
constexpr float kReference_hz = 440.0f / 16;

}  // namespace

Tuning::Tuning(const Parameters& parameters)
    : bins_per_octave_(parameters.bins_per_octave),
      peaks_(parameters.maximum_frames) {
  for (size_t i = 0; i < edges_.size(); ++i)
    edges_[i] = double(i) * (1.0 / kClasses) - 0.5;
  edges_.back() = 0.5;
}

void Tuning::process(size_t frame, std::span<const float> spectrum) {
  const float* s = spectrum.data();
  const float floor = kThreshold * *std::max_element(s, s + kBins);
  peaks_.clear(frame);
  for (size_t i = kFirstBin; i < kEndBin; ++i) {
    if (!(s[i] > floor && s[i] > s[i - 1] && s[i] >= s[i + 1])) continue;
    // Parabola through the peak and its neighbours.
    const float curvature = s[i + 1] + s[i - 1] - 2 * s[i];
    const float slope = (s[i + 1] - s[i - 1]) / 2;
    const float shift =
        std::fabs(slope) >= std::fabs(curvature) ? 0.0f : -slope / curvature;
    peaks_.add(frame, s[i] + 0.5f * slope * shift, deviation_class(i, shift));
  }
}

uint8_t Tuning::deviation_class(size_t bin, float shift) const {
  const auto pitch_hz =
      float((double(bin) + double(shift)) * kRate_hz / double(kFftSize));
  const float bins =
      float(bins_per_octave_) * std::log2(pitch_hz / kReference_hz);
  float residual = bins - float(int(bins));  // pitches are above the reference
  if (residual >= 0.5f) residual -= 1.0f;
  auto index = size_t((double(residual) + 0.5) * kClasses);
  index = std::min(index, kClasses - 1);
  // The multiplication rounds otherwise than the edges do.
  while (index > 0 && double(residual) < edges_[index]) --index;
  while (index + 1 < kClasses && double(residual) >= edges_[index + 1]) ++index;
  return uint8_t(index);
}

/// The value of rank @p rank among all peaks' strengths, 0 = the weakest,
/// found digit by digit: positive floats are ordered as their bits are, and a
/// copy of all peaks of a long window would be large.
float Tuning::strength_of_rank(size_t frames, size_t rank) const {
  constexpr unsigned kDigit = 11;
  constexpr uint32_t kMask = (1u << kDigit) - 1;
  uint32_t prefix = 0;
  for (unsigned shift = 2 * kDigit;; shift -= kDigit) {
    std::array<uint32_t, kMask + 1> counts{};
    peaks_.for_each(frames, [&](float strength, uint8_t) {
      const auto bits = std::bit_cast<uint32_t>(strength);
      if (uint64_t(bits) >> (shift + kDigit) == prefix)
        ++counts[(bits >> shift) & kMask];
    });
    uint32_t digit = 0;
    for (; rank >= counts[digit]; ++digit) rank -= counts[digit];
    prefix = prefix << kDigit | digit;
    if (shift == 0) return std::bit_cast<float>(prefix);
  }
}

/// numpy.median.
float Tuning::median_strength(size_t frames, size_t count) const {
  const float upper = strength_of_rank(frames, count / 2);
  if (count % 2) return upper;
  return (strength_of_rank(frames, count / 2 - 1) + upper) / 2;
}

double Tuning::estimate(size_t frames) const {
  size_t count = 0;
  peaks_.for_each(frames, [&](float, uint8_t) { ++count; });
  if (count == 0) return 0;
  const float median = median_strength(frames, count);
  std::array<uint32_t, kClasses> counts{};
  peaks_.for_each(frames, [&](float strength, uint8_t deviation) {
    counts[deviation] += strength >= median;
  });
  const auto mode = std::max_element(counts.begin(), counts.end());
  return edges_[size_t(mode - counts.begin())];
}

}  // namespace mood::features
