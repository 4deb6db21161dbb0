/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include "signals.h"
#include "synth.h"
#include "tonality/keytracker.h"

/// Songs in known keys, and what a KeyTracker says of them.
namespace mood::test {

constexpr double kRate_hz = KeyListener::kSampleRate_hz;
constexpr size_t kHop = KeyListener::kHopFrames;
constexpr double kChord_s = 1;

struct Song {
  int tonic = 0;  ///< pitch class
  Mode mode = Mode::kMajor;
  double cents = 0;  ///< off A4 = 440 Hz
  bool drums = false;
};

/// One period of eight harmonics.
inline const std::vector<double>& wave() {
  static const std::vector<double> table = [] {
    std::vector<double> values(4097);
    for (size_t i = 0; i < values.size(); ++i)
      for (int h = 1; h <= 8; ++h)
        values[i] +=
            std::sin(2 * std::numbers::pi * h * static_cast<double>(i) / 4096) /
            h;
    return values;
  }();
  return table;
}

inline void add_tone(std::vector<float>& samples, double start_s, double note,
                     double amplitude) {
  const double step = 4096 * 440 * std::exp2((note - 69) / 12) / kRate_hz;
  const double fade = std::exp(-1.5 / kRate_hz);
  const auto first = static_cast<size_t>(start_s * kRate_hz);
  const size_t end = std::min(first + static_cast<size_t>(kChord_s * kRate_hz),
                              samples.size());
  double at = 0;
  for (size_t i = first; i < end; ++i, at += step, amplitude *= fade) {
    if (at >= 4096) at -= 4096;
    const auto index = static_cast<size_t>(at);
    const double part = at - static_cast<double>(index);
    samples[i] += static_cast<float>(
        amplitude * std::lerp(wave()[index], wave()[index + 1], part));
  }
}

inline std::vector<float> drums(double seconds) {
  Synth synth(kRate_hz, seconds, 3);
  constexpr double kBeat_s = 0.48;
  for (int beat = 0; beat * kBeat_s < seconds - 0.5; ++beat) {
    if (beat % 2 == 0)
      synth.kick(beat * kBeat_s, 0.4);
    else
      synth.snare(beat * kBeat_s, 0.3);
    synth.hat(beat * kBeat_s, 0.05, 0.15);
    synth.hat((beat + 0.5) * kBeat_s, 0.05, 0.15);
  }
  return synth.interleaved(1, 1);
}

/// I IV V I, in minor i iv V i, with a bass on the roots.
inline std::vector<float> cadences(const Song& song, double seconds) {
  auto samples = song.drums ? drums(seconds) : silence(kRate_hz, seconds);
  const int third = song.mode == Mode::kMajor ? 4 : 3;
  const int chords[4][3] = {
      {0, third, 7}, {0, 5, 5 + third}, {-1, 2, 7}, {0, third, 7}};
  const int roots[4] = {0, 5, 7, 0};
  for (int i = 0; i * kChord_s < seconds; ++i) {
    const double base = 60 + song.tonic + song.cents / 100;
    for (const int step : chords[i % 4])
      add_tone(samples, i * kChord_s, base + step, 0.08);
    add_tone(samples, i * kChord_s, base - 24 + roots[i % 4], 0.1);
  }
  return samples;
}

inline void hear(KeyTracker& tracker, std::span<const float> samples,
                 bool sounding = true) {
  for (size_t i = 0; i + kHop <= samples.size(); i += kHop)
    tracker.process(samples.subspan(i, kHop), sounding);
}

inline std::string name_of(const KeyEstimate& key) {
  if (key.pitch_class == kNoKey) return "none";
  return std::string(kPitchClassNames[key.pitch_class]) + " " +
         std::string(kModeNames[static_cast<size_t>(key.mode)]);
}

inline std::string key_of(std::span<const float> samples) {
  KeyTracker tracker;
  hear(tracker, samples);
  return name_of(tracker.estimate());
}

inline std::string name_of(const Song& song) {
  return name_of(KeyEstimate{1, static_cast<uint32_t>(song.tonic), song.mode});
}

}  // namespace mood::test
