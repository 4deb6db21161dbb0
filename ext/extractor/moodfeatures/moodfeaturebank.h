/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "moodfeatures/bandflux.h"
#include "moodfeatures/bandtexture.h"
#include "moodfeatures/cepstrum.h"
#include "moodfeatures/dynamics.h"
#include "moodfeatures/harmony.h"
#include "moodfeatures/logshape.h"
#include "moodfeatures/melbands.h"
#include "moodfeatures/modulation.h"
#include "moodfeatures/pace.h"
#include "moodfeatures/peaktracks.h"
#include "moodfeatures/pitchprofile.h"
#include "moodfeatures/spectralmotion.h"
#include "moodfeatures/spectralpeaks.h"
#include "moodfeatures/superflux.h"
#include "moodfeatures/wavemoments.h"
#include "rhythm/onsetpicker.h"

namespace mood {

/// What the stages say of one hop (512 frames, 23 ms), in this order.
struct HopFeatures {
  Dynamics::Frame dynamics;
  float zero_crossings = 0;
  float flatness_db = 0;
  float tonal = 0;
  float flux = 0;   ///< nepers
  float onset = 0;  ///< 1 at an onset
  LogShape shape;
  BandTexture::Texture texture;
  BandFlux::Flux flux_by_register;
  std::array<float, Modulation::kValues> modulation = {};
  SuperFlux::Frame notes;
  std::array<float, Pace::kBands> pace = {};
  SpectralMotion::Frame motion;
  std::array<float, SpectralContrast::kBands> fine_contrast_db = {};
  std::array<float, Cepstrum::kCoefficients> cepstrum = {};

  static constexpr size_t kCount =
      4 + 5 + 6 + 2 * BandTexture::kBands + 2 * BandFlux::kRegisters +
      Modulation::kValues + 3 + Pace::kBands + 3 + SpectralContrast::kBands +
      Cepstrum::kCoefficients;
  std::span<const float, kCount> values() const {
    return std::span<const float, kCount>(&dynamics.level_db, kCount);
  }
};
static_assert(sizeof(HopFeatures) == HopFeatures::kCount * sizeof(float));

/// What the stages say of one tone frame (8192 samples every 2048, 93 ms).
struct ToneFeatures {
  PitchProfile::Frame profile;
  Harmony::Frame harmony;
  PeakTracks::Frame tracks;
  float roughness = 0;
  float tonal_share = 0;

  static constexpr size_t kCount = 25 + 16 + 6 + 2;
  std::span<const float, kCount> values() const {
    return std::span<const float, kCount>(profile.all.data(), kCount);
  }
};
static_assert(sizeof(ToneFeatures) == ToneFeatures::kCount * sizeof(float));

/// Runs all mood stages over a hop: those on the 2048 frames' spectrum that
/// DescriptorBank has already made, and every fourth hop those on a spectrum
/// of 8192, which tells tones from each other.
class MoodFeatureBank {
 public:
  static constexpr size_t kToneHops = 4;

  MoodFeatureBank();

  /// @p hop with the constant offset removed, its spectrum and descriptors.
  /// Returns true if there are new tone features as well.
  bool process(std::span<const float> hop, std::span<const float> magnitude,
               const Descriptors& descriptors);
  void reset();

  const HopFeatures& hop() const { return hop_; }
  const ToneFeatures& tone() const { return tone_; }
  /// Of the last hop, see WaveMoments.
  std::span<const double, WaveMoments::kSums> wave() const { return wave_; }

 private:
  void process_tones(std::span<const float> samples);

  Spectrum spectrum_;  ///< layout of DescriptorBank's; not run
  Dynamics dynamics_;
  WaveMoments moments_;
  std::array<double, WaveMoments::kSums> wave_ = {};
  MelBands mel_;
  LogShapeMeter shape_;
  BandTexture texture_;
  BandFlux flux_;
  Modulation modulation_;
  SuperFlux notes_;
  Pace pace_;
  SpectralMotion motion_;
  Cepstrum cepstrum_;
  OnsetPicker onsets_;
  HopFeatures hop_;

  HopSlicer slicer_;
  Spectrum tone_spectrum_;
  SpectralPeaks peaks_;
  PitchProfile profile_;
  Harmony harmony_;
  PeakTracks tracks_;
  ToneFeatures tone_;
};

}  // namespace mood
