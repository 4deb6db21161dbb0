/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>

#include "cputime.h"
#include "features/stages.h"

namespace mood::bench {

/// What a window's CPU time is told apart into.
enum class Part : size_t {
  kSpectrogram,
  kTuning,
  kChroma,
  kTiles,
  kCentroid,
  kBandwidth,
  kRolloff,
  kContrast,
  kMel,
  kMfcc,
  kOnsets,
  kTempo,
  kBeats,
  kSeparation,
  kHarmonicSpectra,
  kHarmonicTuning,
  kTonnetz,
  kZeroCrossings,
  kCount,
};
inline constexpr size_t kParts = size_t(Part::kCount);

/// As the features' documentation names them.
inline constexpr std::array<const char*, kParts> kPartNames = {
    "spectrogram",
    "tuning",
    "chroma, key",
    "tiles of eight frames",
    "centroid",
    "bandwidth",
    "rolloff",
    "contrast",
    "mel bands",
    "MFCC",
    "onset strength, onsets",
    "tempo",
    "beats, regularity",
    "separation",
    "harmonic spectra",
    "harmonic tuning",
    "tonnetz",
    "zero crossings"};

/// Runs a window through the stages in the order of FeatureExtractor, with a
/// clock at every step.
class StageRun {
 public:
  StageRun(size_t samples, Isa isa);

  /// Analyses all of @p samples.
  void process(std::span<const float> samples);
  /// CPU milliseconds of each part in the last process(). What reading the
  /// clock takes is not in them.
  const std::array<double, kParts>& costs_ms() const { return costs_ms_; }

 private:
  template <typename Work>
  void charge(Part part, Work work) {
    const auto before_ns = thread_cpu_ns();
    work();
    costs_ms_[size_t(part)] +=
        double(thread_cpu_ns() - before_ns) / 1e6 - clock_ms_;
  }
  void describe_spectrum();
  void describe_tiles();
  void describe_rhythm();
  void describe_harmony();

  features::FeatureExtractor::Stages stages_;
  size_t frames_ = 0;
  size_t samples_ = 0;
  double clock_ms_ = 0;
  std::array<double, kParts> costs_ms_{};
};

}  // namespace mood::bench
