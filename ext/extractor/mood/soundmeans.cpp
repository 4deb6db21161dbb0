/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/soundmeans.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// How unusual a value is among real music, in standard deviations; limited,
// so that a freak of one descriptor cannot outvote the others.
double deviation(double value, double mean, double standard_deviation) {
  return std::clamp((value - mean) / standard_deviation, -2.5, 2.5);
}

}  // namespace

SoundMeans::SoundMeans(double memory_s)
    : contrast_db_(memory_s / DescriptorBank::kHopSeconds),
      crest_db_(contrast_db_),
      flux_(contrast_db_),
      centroid_octaves_(contrast_db_),
      spread_octaves_(contrast_db_),
      flatness_db_(contrast_db_),
      tonal_(contrast_db_),
      warm_share_(contrast_db_),
      pitch_entropy_(contrast_db_) {}

void SoundMeans::process(const Descriptors& descriptors) {
  contrast_db_.process(
      0.5 * (descriptors.contrast_db[0] + descriptors.contrast_db[1]));
  crest_db_.process(descriptors.crest_db);
  flux_.process(descriptors.flux);
  centroid_octaves_.process(std::log2(descriptors.shape.centroid_hz + 1));
  spread_octaves_.process(std::log2(descriptors.shape.spread_hz + 1));
  flatness_db_.process(descriptors.shape.flatness_db);
  tonal_.process(descriptors.tonal);
  warm_share_.process(descriptors.shape.warm_share);
  pitch_entropy_.process(descriptors.pitch_entropy);
}

void SoundMeans::reset() {
  for (Smoother* mean :
       {&contrast_db_, &crest_db_, &flux_, &centroid_octaves_, &spread_octaves_,
        &flatness_db_, &tonal_, &warm_share_, &pitch_entropy_})
    mean->reset();
}

double SoundMeans::arousal(const Rhythm& rhythm) const {
  const double sum = -0.15 * deviation(contrast_db_.value(), 37.8, 5.2) +
                     0.15 * deviation(crest_db_.value(), 8.4, 0.66) +
                     0.13 * deviation(rhythm.onset_rate_hz, 2.9, 1.15) +
                     0.05 * deviation(centroid_octaves_.value(), 10.76, 0.53);
  return std::clamp(sum, -1.0, 1.0);
}

}  // namespace mood
