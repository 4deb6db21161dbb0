/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stagerun.h"

#include <algorithm>

#include "features/key.h"
#include "features/rhythmregularity.h"
#include "features/zerocrossings.h"
#include "series.h"

namespace mood::bench {
namespace {

using features::Stale;

double clock_cost_ms() {
  Series costs;
  for (int i = 0; i < 1000; ++i) costs.add(cpu_ms([] {}));
  return costs.median();
}

}  // namespace

StageRun::StageRun(size_t samples, Isa isa)
    : stages_({.maximum_samples = samples, .isa = isa}),
      clock_ms_(clock_cost_ms()) {}

void StageRun::process(std::span<const float> samples) {
  costs_ms_ = {};
  samples_ = samples.size();
  frames_ = features::frame_count(samples_);
  charge(Part::kSpectrogram,
         [&] { stages_.spectrogram.process(samples, Stale::all(frames_)); });
  describe_spectrum();
  describe_tiles();
  describe_rhythm();
  describe_harmony();
  charge(Part::kZeroCrossings, [&] { features::zero_crossing_rate(samples); });
}

void StageRun::describe_spectrum() {
  auto& s = stages_;
  double tuning = 0;
  charge(Part::kTuning, [&] {
    for (size_t t = 0; t < frames_; ++t) {
      std::ranges::transform(
          s.spectrogram.magnitude(t), s.spectrum.begin(),
          [](float magnitude) { return magnitude * magnitude; });
      s.tuning.process(t, s.spectrum);
    }
    tuning = s.tuning.estimate(frames_);
  });
  charge(Part::kChroma, [&] {
    s.chroma.process(s.spectrogram, tuning, Stale::all(frames_));
    features::estimate_key(s.chroma.mean());
  });
}

void StageRun::describe_tiles() {
  using features::FrameTile;
  auto& s = stages_;
  std::array<size_t, FrameTile::kLanes> frames{};
  for (size_t first = 0; first < frames_; first += frames.size()) {
    const size_t count = std::min(frames.size(), frames_ - first);
    for (size_t i = 0; i < count; ++i) frames[i] = first + i;
    charge(Part::kTiles, [&] { s.tile.load(s.spectrogram, frames, count); });
    charge(Part::kCentroid, [&] { s.centroid.process(s.tile); });
    charge(Part::kBandwidth, [&] { s.bandwidth.process(s.tile, s.centroid); });
    charge(Part::kRolloff, [&] { s.rolloff.process(s.tile); });
    charge(Part::kContrast, [&] { s.contrast.process(s.tile); });
    charge(Part::kMel, [&] { s.mel.process(s.tile); });
  }
  charge(Part::kCentroid, [&] {
    s.centroid.mean_hz(frames_);
    s.centroid.deviation_hz(frames_);
  });
  charge(Part::kBandwidth, [&] { s.bandwidth.mean_hz(frames_); });
  charge(Part::kRolloff, [&] { s.rolloff.mean_hz(frames_); });
  charge(Part::kContrast, [&] { s.contrast.finish(frames_); });
}

void StageRun::describe_rhythm() {
  auto& s = stages_;
  const float floor_db = s.mel.floor_db(frames_);
  charge(Part::kMfcc, [&] { s.mfcc.process(s.mel, frames_, floor_db); });
  charge(Part::kOnsets, [&] {
    s.onset_strength.process(s.mel, frames_, floor_db);
    s.onsets.process(s.onset_strength.mean());
  });
  charge(Part::kTempo, [&] { s.tempo.process(s.onset_strength.median()); });
  charge(Part::kBeats, [&] {
    s.beats.process(s.onset_strength.median(), s.tempo.period());
    features::rhythm_regularity(s.beats.frames(), s.tempo.period());
  });
}

void StageRun::describe_harmony() {
  auto& s = stages_;
  charge(Part::kSeparation,
         [&] { s.separation.process(s.spectrogram, Stale::all(frames_)); });
  const auto harmonic = s.separation.harmonic();
  for (size_t t = 0; t < frames_; ++t) {
    charge(Part::kHarmonicSpectra, [&] {
      s.harmonic_transform.process(harmonic, t, s.transformed.data(),
                                   s.spectrum.data());
    });
    charge(Part::kHarmonicTuning,
           [&] { s.harmonic_tuning.process(t, s.spectrum); });
  }
  double tuning = 0;
  charge(Part::kHarmonicTuning,
         [&] { tuning = s.harmonic_tuning.estimate(frames_); });
  charge(Part::kTonnetz,
         [&] { s.tonnetz.process(harmonic, Stale::all(samples_), tuning); });
}

}  // namespace mood::bench
