/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tune.h"

#include <array>

#include "synth.h"

namespace mood::test {

namespace {

using Chord = std::array<int, 4>;
// A minor, F, C, G: four notes each, and their basses.
constexpr std::array<Chord, 4> kChords = {
    {{57, 60, 64, 69}, {53, 57, 60, 69}, {55, 60, 64, 67}, {55, 59, 62, 67}}};
constexpr std::array<int, 4> kBasses = {33, 29, 36, 31};
// Steps of a sixteenth; 0 = rest.
constexpr std::array<int, 16> kMelody = {76, 0,  0,  74, 0,  0, 72, 0,
                                         69, 71, 72, 0,  76, 0, 79, 0};

constexpr int kCalm = 0, kBuild = 6, kDrop = 14, kStop = 26, kRest = 28,
              kGroove = 34, kEnd = 42, kLength = 44;  // in bars

class Composer {
 public:
  Composer(double rate_hz, const TuneParameters& parameters)
      : beat_s_(60 / parameters.bpm),
        transpose_(parameters.transpose),
        synth_(rate_hz, bar_s(kLength), parameters.seed) {}

  std::vector<float> play(int channels) {
    calm(kCalm, kBuild);
    build();
    drop();
    calm(kRest, kGroove);
    groove();
    synth_.mute(bar_s(kStop), bar_s(kRest));
    synth_.mute(bar_s(kEnd), bar_s(kLength));
    return synth_.interleaved(channels, 0.7);
  }

 private:
  double bar_s(double bar) const { return bar * 4 * beat_s_; }

  Chord chord(int index) const {
    Chord notes = kChords[index % 4];
    for (int& note : notes) note += transpose_;
    return notes;
  }
  int bass_note(int index) const { return kBasses[index % 4] + transpose_; }

  void calm(int from, int to) {
    for (int bar = from; bar < to; bar += 2) {
      const Chord notes = chord((bar - from) / 2);
      synth_.pad({.start_s = bar_s(bar),
                  .length_s = bar_s(2),
                  .cutoff_from_hz = 500,
                  .cutoff_to_hz = 500,
                  .gain_from = 0.035,
                  .gain_to = 0.035,
                  .attack_s = 0.25,
                  .release_s = 0.4},
                 notes);
      for (int i = 0; i < 4; ++i)
        synth_.pluck(bar_s(bar) + (2 * i + 0.5) * beat_s_,
                     notes[(i * 3) % 4] + 12, 0.07);
    }
    synth_.echo(bar_s(from), bar_s(to), 0.75 * beat_s_, 0.25);
  }

  void build() {
    for (int bar = kBuild; bar < kDrop; ++bar) {
      const double from = (bar - kBuild) / 8.0;
      const double to = from + 1 / 8.0;
      synth_.pad({.start_s = bar_s(bar),
                  .length_s = bar_s(1),
                  .cutoff_from_hz = cutoff_hz(from),
                  .cutoff_to_hz = cutoff_hz(to),
                  .gain_from = 0.035 + 0.05 * from,
                  .gain_to = 0.035 + 0.05 * to,
                  .attack_s = 0.01,
                  .release_s = 0.01},
                 chord(bar - kBuild));
      roll(bar);
    }
    synth_.riser(bar_s(kBuild), bar_s(kDrop - kBuild), 0.5);
  }

  static double cutoff_hz(double progress) {
    return 500 + 4500 * progress * progress;
  }

  // Quarters, eighths, sixteenths, thirty-seconds: two bars of each.
  void roll(int bar) {
    const int strokes = 4 << ((bar - kBuild) / 2);
    for (int i = 0; i < strokes; ++i) {
      const double place = (bar - kBuild + i / double(strokes)) / 8;
      synth_.snare(bar_s(bar) + bar_s(1) * i / strokes,
                   0.04 + 0.3 * place * place);
    }
  }

  void drop() {
    for (int bar = kDrop; bar < kStop; ++bar) {
      const int harmony = bar - kDrop;
      drums(bar, 0.9, 0.4, 0.16);
      for (int step = 0; step < 16; ++step) {
        const double start_s = bar_s(bar) + step * beat_s_ / 4;
        if (step % 4 != 0)
          synth_.bass(start_s, beat_s_ / 4, bass_note(harmony) + 12, 0.45);
        if (kMelody[step])
          synth_.lead(start_s, beat_s_ / 2.5, kMelody[step] + transpose_, 0.13);
        synth_.hat(start_s, 0.02, 0.07);
      }
      synth_.pad({.start_s = bar_s(bar),
                  .length_s = bar_s(1),
                  .cutoff_from_hz = 5000,
                  .cutoff_to_hz = 5000,
                  .gain_from = 0.055,
                  .gain_to = 0.055,
                  .attack_s = 0.005,
                  .release_s = 0.005},
                 chord(harmony));
    }
    synth_.hat(bar_s(kDrop), 0.7, 0.35);
  }

  void groove() {
    for (int bar = kGroove; bar < kEnd; ++bar) {
      const int harmony = (bar - kGroove) / 2;
      drums(bar, 0.7, 0.25, 0.1);
      for (const int step : {2, 6, 10, 13})
        synth_.bass(bar_s(bar) + step * beat_s_ / 4, beat_s_ / 2.2,
                    bass_note(harmony) + 12, 0.35);
      for (int step = 0; step < 16; ++step)
        synth_.hat(bar_s(bar) + step * beat_s_ / 4, 0.02, 0.045);
      for (const double beat : {0.5, 2.25})
        synth_.pad({.start_s = bar_s(bar) + beat * beat_s_,
                    .length_s = 0.8 * beat_s_,
                    .cutoff_from_hz = 1600,
                    .cutoff_to_hz = 500,
                    .gain_from = 0.05,
                    .gain_to = 0.02,
                    .attack_s = 0.005,
                    .release_s = 0.1},
                   chord(harmony));
    }
  }

  void drums(int bar, double kick, double snare, double hat) {
    for (int beat = 0; beat < 4; ++beat) {
      const double start_s = bar_s(bar) + beat * beat_s_;
      synth_.kick(start_s, kick);
      if (beat % 2 == 1) synth_.snare(start_s, snare);
      synth_.hat(start_s + beat_s_ / 2, 0.06, hat);
    }
  }

  double beat_s_;
  int transpose_;
  Synth synth_;
};

}  // namespace

std::vector<float> synthesise_tune(double rate_hz, int channels,
                                   const TuneParameters& parameters) {
  return Composer(rate_hz, parameters).play(channels);
}

std::vector<TuneSection> tune_sections(const TuneParameters& parameters) {
  const double bar_s = 4 * 60 / parameters.bpm;
  const std::vector<State> quiet = {State::kAmbient, State::kChill};
  const std::vector<State> loud = {State::kPeak, State::kIntense};
  return {
      {"calm", kCalm * bar_s, kBuild * bar_s, quiet},
      {"build", kBuild * bar_s, kDrop * bar_s, {State::kBuild}},
      {"drop", kDrop * bar_s, kStop * bar_s, loud},
      {"stop", kStop * bar_s, kRest * bar_s, {State::kSilence}},
      {"rest", kRest * bar_s, kGroove * bar_s, quiet},
      {"groove",
       kGroove * bar_s,
       kEnd * bar_s,
       {State::kGroove, State::kPeak, State::kIntense}},
      {"end", kEnd * bar_s, kLength * bar_s, {State::kSilence}},
  };
}

}  // namespace mood::test
