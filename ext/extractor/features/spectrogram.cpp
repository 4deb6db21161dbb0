/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectrogram.h"

namespace mood::features {
namespace {

/// Windows of up to eight seconds hold all their spectra, so that their
/// separation transforms nothing twice; longer ones only as many as a short
/// step reaches back, to stay small.
constexpr size_t kAllSlots = 352;
constexpr size_t kFewSlots = 48;

size_t slots_for(size_t frames) {
  return frames <= kAllSlots ? frames : kFewSlots;
}

}  // namespace

Spectrogram::Spectrogram(const Parameters& parameters)
    : transform_(parameters.isa),
      magnitudes_(frame_count(parameters.maximum_samples), kBins),
      held_(slots_for(frame_count(parameters.maximum_samples))),
      spectra_(held_.size() * kBins) {}

void Spectrogram::shift(size_t frames) {
  magnitudes_.shift(frames);
  first_ += frames;
}

void Spectrogram::process(std::span<const float> samples, const Stale& stale) {
  samples_ = samples;
  stale.for_each([this](size_t frame) { transform(frame); });
}

std::span<const std::complex<float>> Spectrogram::spectrum(size_t frame) {
  const size_t slot = (first_ + frame) % held_.size();
  if (held_[slot] != first_ + frame + 1) transform(frame);
  return {spectra_.data() + slot * kBins, kBins};
}

void Spectrogram::transform(size_t frame) {
  const size_t slot = (first_ + frame) % held_.size();
  held_[slot] = first_ + frame + 1;
  transform_.process(samples_, frame, spectra_.data() + slot * kBins,
                     magnitudes_.row(frame).data());
}

}  // namespace mood::features
