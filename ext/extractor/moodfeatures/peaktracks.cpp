/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/peaktracks.h"

#include <cmath>

namespace mood {

namespace {

constexpr float kLongestStep = 0.5f;  // semitones

}  // namespace

PeakTracks::Frame PeakTracks::process(std::span<const SpectralPeak> peaks) {
  Frame frame;
  float total = 0;
  float squares = 0;
  float first = 0;
  for (const SpectralPeak& peak : peaks) {
    total += peak.strength;
    squares += peak.strength * peak.strength;
    first += peak.strength * peak.note;
  }
  if (total > 0) {
    frame.register_note = first / total;
    frame.density = std::log2(1 + total * total / squares);
    float second = 0;
    float below = 0;
    for (const SpectralPeak& peak : peaks) {
      const float distance = peak.note - frame.register_note;
      second += peak.strength * distance * distance;
      if (below < 0.1f * total) frame.lowest_note = peak.note;
      below += peak.strength;
    }
    frame.register_spread = std::sqrt(second / total);
    follow(peaks, total, frame);
  }
  count_ = peaks.size();
  for (size_t i = 0; i < count_; ++i) notes_[i] = peaks[i].note;
  return frame;
}

// Both frames are in ascending order: one pass.
void PeakTracks::follow(std::span<const SpectralPeak> peaks, float total,
                        Frame& frame) const {
  float followed = 0;
  size_t j = 0;
  for (const SpectralPeak& peak : peaks) {
    while (j + 1 < count_ && std::abs(notes_[j + 1] - peak.note) <=
                                 std::abs(notes_[j] - peak.note))
      ++j;
    if (j >= count_) break;
    const float step = std::abs(notes_[j] - peak.note);
    if (step > kLongestStep) continue;
    followed += peak.strength;
    frame.motion += peak.strength * step;
  }
  frame.continuity = followed / total;
  if (followed > 0) frame.motion /= followed;
}

}  // namespace mood
