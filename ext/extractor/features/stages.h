/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex>
#include <vector>

#include "features/beats.h"
#include "features/chroma.h"
#include "features/featureextractor.h"
#include "features/harmonicseparation.h"
#include "features/melspectrogram.h"
#include "features/mfcc.h"
#include "features/onsets.h"
#include "features/onsetstrength.h"
#include "features/spectralbandwidth.h"
#include "features/spectralcentroid.h"
#include "features/spectralcontrast.h"
#include "features/spectralrolloff.h"
#include "features/tempo.h"
#include "features/tonnetz.h"
#include "features/tuning.h"

namespace mood::features {

/// Every stage of a FeatureExtractor, with what it holds of the last window.
struct FeatureExtractor::Stages {
  explicit Stages(const Parameters& parameters);

  /// The window moves on by @p hops.
  void shift(size_t hops);

  Spectrogram spectrogram;
  FrameTile tile;
  Tuning tuning;
  Chroma chroma;
  SpectralCentroid centroid;
  SpectralBandwidth bandwidth;
  SpectralRolloff rolloff;
  SpectralContrast contrast;
  MelSpectrogram mel;
  Mfcc mfcc;
  OnsetStrength onset_strength;
  Onsets onsets;
  Tempo tempo;
  Beats beats;
  HarmonicSeparation separation;
  FrameTransform harmonic_transform;
  Tuning harmonic_tuning;  ///< 36 bins per octave, of magnitudes
  Tonnetz tonnetz;

  std::vector<float> spectrum;                   ///< scratch, kBins
  std::vector<std::complex<float>> transformed;  ///< scratch, kBins
};

}  // namespace mood::features
