/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/pitchprofile.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace mood {

namespace {

constexpr double kTurn = 2 * std::numbers::pi;

void add(PitchClasses& classes, float note, float strength) {
  const float lower = std::floor(note);
  const float part = note - lower;
  const auto index = static_cast<size_t>(lower) % 12;
  classes[index] += (1 - part) * strength;
  classes[(index + 1) % 12] += part * strength;
}

void normalise(PitchClasses& classes) {
  const float sum = std::accumulate(classes.begin(), classes.end(), 0.0f);
  if (sum <= 0) return;
  for (float& value : classes) value /= sum;
}

}  // namespace

PitchProfile::Frame PitchProfile::process(std::span<const SpectralPeak> peaks) {
  tuning_ *= 1 - 1 / parameters_.memory_frames;
  double weight = 0;
  std::complex<double> now = 0;
  for (const SpectralPeak& peak : peaks) {
    now += std::polar<double>(peak.strength, kTurn * peak.note);
    weight += peak.strength;
  }
  tuning_ += now;
  const double angle = std::arg(tuning_);
  const auto offset = static_cast<float>(angle / kTurn);

  Frame frame;
  if (weight > 0)
    frame.in_tune =
        static_cast<float>((now * std::polar(1.0, -angle)).real() / weight);
  for (const SpectralPeak& peak : peaks) {
    if (peak.note > parameters_.highest_note) break;
    const float note = peak.note - offset;
    add(frame.all, note, peak.strength);
    if (peak.note < parameters_.bass_below_note)
      add(frame.bass, note, peak.strength);
  }
  normalise(frame.all);
  normalise(frame.bass);
  return frame;
}

}  // namespace mood
