/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectrogram.h"

#include <algorithm>

namespace mood::features {
namespace {

/// Spectra held: enough for eight seconds, so that the separation of shorter
/// windows transforms nothing twice and a long window stays small.
constexpr size_t kSlots = 352;

}  // namespace

Spectrogram::Spectrogram(const Parameters& parameters)
    : transform_(parameters.isa),
      magnitudes_(frame_count(parameters.maximum_samples), kBins),
      held_(std::min(kSlots, frame_count(parameters.maximum_samples))),
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
