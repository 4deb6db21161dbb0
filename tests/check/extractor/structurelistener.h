/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "mood/silencegate.h"
#include "structure/structuretracker.h"
#include "synth.h"

/// What the tests of the song's structure share: an ear, and a band that plays
/// at 120 BPM.
namespace mood::test {

inline constexpr double kRate = DescriptorBank::kSampleRate;
inline constexpr size_t kHop = DescriptorBank::kHopFrames;
inline constexpr double kBeat_s = 0.5;
inline constexpr double kBar_s = 4 * kBeat_s;

/// Hears samples as the helper does, but is told the tempo.
class Listener {
 public:
  explicit Listener(double tempo_bpm = 60 / kBeat_s)
      : rhythm_{.tempo_bpm = tempo_bpm} {}
  void hear(std::span<const float> samples) {
    for (size_t i = 0; i + kHop <= samples.size(); i += kHop) {
      const Descriptors& descriptors = bank_.process(samples.subspan(i, kHop));
      const bool silent = gate_.process(descriptors.level_db, -60);
      tracker_.process(bank_, descriptors, rhythm_, !silent);
      sections_.push_back(tracker_.section());
    }
  }
  void start_timeline() {
    bank_.reset();
    gate_.reset();
    tracker_.start_timeline();
    sections_.clear();
  }
  void start_song() {
    start_timeline();
    tracker_.start_song();
  }
  Section section_at(double time_s) const {
    return sections_.at(static_cast<size_t>(time_s * kRate / kHop));
  }
  StructureTracker& tracker() { return tracker_; }

 private:
  DescriptorBank bank_;
  SilenceGate gate_{{}};
  Rhythm rhythm_;
  StructureTracker tracker_;
  std::vector<Section> sections_;
};

inline std::vector<SectionChange> changes_of(std::span<const float> samples,
                                             double tempo_bpm = 60 / kBeat_s) {
  Listener listener(tempo_bpm);
  listener.hear(samples);
  const auto changes = listener.tracker().changes();
  return {changes.begin(), changes.end()};
}

inline std::vector<SectionChange> only(std::vector<SectionChange> changes,
                                       StructureEvent event) {
  std::erase_if(changes,
                [=](const SectionChange& c) { return c.event != event; });
  return changes;
}

inline void drums(Synth& synth, double from_s, double to_s) {
  for (double t = from_s; t < to_s - 0.01; t += kBeat_s) {
    synth.kick(t, 0.7);
    synth.hat(t + kBeat_s / 2, 0.06, 0.12);
  }
  for (double t = from_s + kBeat_s; t < to_s - 0.01; t += 2 * kBeat_s)
    synth.snare(t, 0.3);
}

inline void bass(Synth& synth, double from_s, double to_s) {
  for (double t = from_s; t < to_s - 0.01; t += kBeat_s)
    synth.bass(t + kBeat_s / 2, kBeat_s / 2, 45, 0.35);
}

inline void chords(Synth& synth, double from_s, double to_s, double cutoff_hz,
                   double gain) {
  constexpr std::array<std::array<int, 3>, 2> kChords = {
      {{57, 60, 64}, {53, 57, 60}}};
  size_t index = 0;
  for (double t = from_s; t < to_s - 0.01; t += kBar_s)
    synth.pad({.start_s = t,
               .length_s = kBar_s,
               .cutoff_from_hz = cutoff_hz,
               .cutoff_to_hz = cutoff_hz,
               .gain_from = gain,
               .gain_to = gain},
              kChords[index++ % 2]);
}

inline void groove(Synth& synth, double from_s, double to_s) {
  drums(synth, from_s, to_s);
  bass(synth, from_s, to_s);
  chords(synth, from_s, to_s, 1500, 0.06);
}

// A verse without lead, 16 s.
inline void verse(Synth& synth, double start_s) {
  drums(synth, start_s, start_s + 16);
  chords(synth, start_s, start_s + 16, 700, 0.05);
}

// A chorus with everything, 16 s.
inline void chorus(Synth& synth, double start_s) {
  groove(synth, start_s, start_s + 16);
  constexpr std::array<int, 8> kMelody = {76, 74, 72, 74, 76, 79, 76, 72};
  for (size_t i = 0; i < 32; ++i) {
    const double t = start_s + 0.5 * static_cast<double>(i);
    synth.lead(t, 0.45, kMelody[i % kMelody.size()], 0.2);
    synth.hat(t, 0.05, 0.3);
    synth.hat(t + 0.25, 0.05, 0.3);
  }
}

inline std::vector<float> steady(double seconds) {
  Synth synth(kRate, seconds, 3);
  groove(synth, 0, seconds);
  return synth.interleaved(1, 0.7);
}

}  // namespace mood::test
