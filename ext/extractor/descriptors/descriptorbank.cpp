/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/descriptorbank.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// Samples are float: anything may come. Squares of larger ones would
// overflow in the sums; full scale is 1.
constexpr float kLargest = 1e4f;

}  // namespace

DescriptorBank::DescriptorBank()
    : loudness_({.sample_rate_hz = kSampleRate, .hop_frames = kHopFrames}),
      spectrum_({.window_frames = 2048, .sample_rate_hz = kSampleRate}),
      flux_({}, spectrum_),
      shape_(spectrum_),
      tonal_(spectrum_.bin_of(9000)),
      chroma_({}, spectrum_),
      hop_(kHopFrames) {}

const Descriptors& DescriptorBank::process(std::span<const float> hop) {
  std::transform(hop.begin(), hop.end(), hop_.begin(), [](float sample) {
    return std::clamp(sample, -kLargest, kLargest);
  });
  blocker_.process(hop_, hop_);
  double square = 0;
  double peak = 0;
  for (const float sample : hop_) {
    square += static_cast<double>(sample) * sample;
    peak = std::max(peak, std::abs(static_cast<double>(sample)));
  }
  square /= static_cast<double>(hop_.size());
  now_.level_db = 10 * std::log10(square + 1e-20);
  now_.crest_db = peak > 1e-9 ? 10 * std::log10(peak * peak / square) : 0;

  loudness_.process(hop_);
  now_.momentary_db = loudness_.momentary_db();
  now_.short_term_db = loudness_.short_term_db();

  const auto magnitude = magnitude_ = spectrum_.process(hop_);
  now_.contrast_db = contrast_.process(magnitude);
  now_.shape = shape_.process(magnitude);
  now_.flux = flux_.process(magnitude);
  now_.zero_crossings = crossings_.process(hop_);
  now_.tonal = tonal_.process(magnitude.first(spectrum_.bin_of(9000)));
  chroma_.process(magnitude);
  now_.pitch_entropy = chroma_.entropy();
  return now_;
}

void DescriptorBank::reset() {
  blocker_.reset();
  loudness_.reset();
  spectrum_.reset();
  flux_.reset();
  crossings_.reset();
  tonal_.reset();
  chroma_.reset();
  now_ = {};
}

}  // namespace mood
