/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/stages.h"

namespace mood::features {

FeatureExtractor::Stages::Stages(const Parameters& parameters)
    : spectrogram({parameters.maximum_samples, parameters.isa}),
      tile(parameters.isa),
      tuning({frame_count(parameters.maximum_samples), 12}),
      chroma({frame_count(parameters.maximum_samples), parameters.isa}),
      centroid({frame_count(parameters.maximum_samples), parameters.isa}),
      bandwidth({frame_count(parameters.maximum_samples), parameters.isa}),
      rolloff({frame_count(parameters.maximum_samples), parameters.isa}),
      contrast({frame_count(parameters.maximum_samples), parameters.isa}),
      mel({frame_count(parameters.maximum_samples), parameters.isa}),
      mfcc(parameters.isa),
      onset_strength(frame_count(parameters.maximum_samples)),
      onsets(frame_count(parameters.maximum_samples)),
      tempo(frame_count(parameters.maximum_samples)),
      beats(frame_count(parameters.maximum_samples)),
      separation({parameters.maximum_samples, parameters.isa}),
      harmonic_transform(parameters.isa),
      harmonic_tuning({frame_count(parameters.maximum_samples), 36}),
      tonnetz({parameters.maximum_samples, parameters.isa}),
      spectrum(kBins),
      transformed(kBins) {}

void FeatureExtractor::Stages::shift(size_t hops) {
  spectrogram.shift(hops);
  tuning.shift(hops);
  chroma.shift(hops);
  centroid.shift(hops);
  bandwidth.shift(hops);
  rolloff.shift(hops);
  contrast.shift(hops);
  mel.shift(hops);
  separation.shift(hops);
  harmonic_tuning.shift(hops);
  tonnetz.shift(hops);
}

}  // namespace mood::features
