/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beatspectrum.h"

#include <aubio/aubio.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fft.h"

namespace mood {

namespace {

constexpr size_t kWindowFrames = 1024;
constexpr double kSampleRate_hz = 22050;
constexpr double kLowest_hz = 30;
constexpr double kHighest_hz = 10000;
constexpr double kMemorySteps = 3 / BeatSpectrum::kStepSeconds;
constexpr double kFloorRatio = 1e-4;
// Below this a band is silent whatever the music's level.
constexpr double kAbsoluteFloor = 1e-24;

}  // namespace

void BeatSpectrum::Delete::operator()(_aubio_fft_t* fft) const {
  FftPlannerLock lock;
  del_aubio_fft(fft);
}

void BeatSpectrum::Delete::operator()(_aubio_specdesc_t* function) const {
  del_aubio_specdesc(function);
}

BeatSpectrum::BeatSpectrum()
    : window_(kWindowFrames),
      history_(kWindowFrames),
      weighted_(kWindowFrames),
      bins_(kWindowFrames),
      norm_(kWindowFrames / 2 + 1),
      mean_power_(kMemorySteps),
      mean_norm_(kMemorySteps) {
  {
    FftPlannerLock lock;
    fft_.reset(new_aubio_fft(kWindowFrames));
  }
  // Periodic Hann of sum 1: a sine of amplitude 1 has a norm of 1/2.
  for (size_t i = 0; i < kWindowFrames; ++i)
    window_[i] = static_cast<float>(
        (1 - std::cos(2 * std::numbers::pi * static_cast<double>(i) /
                      kWindowFrames)) /
        kWindowFrames);
  size_t least = 1;
  for (size_t b = 0; b <= kBands; ++b) {
    const double edge_hz =
        kLowest_hz *
        std::pow(kHighest_hz / kLowest_hz, static_cast<double>(b) / kBands);
    edges_[b] = std::max(least, static_cast<size_t>(std::lround(
                                    edge_hz * kWindowFrames / kSampleRate_hz)));
    least = edges_[b] + 1;
  }
  reset();
}

BeatSpectrum::~BeatSpectrum() = default;

const BeatSpectrum::Frame& BeatSpectrum::process(std::span<const float> step) {
  transform(step);
  measure_bands();
  measure_onsets();
  return frame_;
}

void BeatSpectrum::transform(std::span<const float> step) {
  std::copy(history_.begin() + kStepFrames, history_.end(), history_.begin());
  std::copy(step.begin(), step.end(), history_.end() - kStepFrames);
  for (size_t i = 0; i < kWindowFrames; ++i)
    weighted_[i] = history_[i] * window_[i];
  if (!fft_) return;
  const fvec_t input = {kWindowFrames, weighted_.data()};
  fvec_t output = {kWindowFrames, bins_.data()};
  aubio_fft_do_complex(fft_.get(), &input, &output);
  // aubio's order: all real parts, then the imaginary ones backwards.
  constexpr size_t kHalf = kWindowFrames / 2;
  norm_[0] = std::abs(bins_[0]);
  norm_[kHalf] = std::abs(bins_[kHalf]);
  for (size_t k = 1; k < kHalf; ++k) {
    const float imaginary = bins_[kWindowFrames - k];
    norm_[k] = std::sqrt(bins_[k] * bins_[k] + imaginary * imaginary);
  }
}

void BeatSpectrum::measure_bands() {
  std::array<double, kBands> power = {};
  double total = 0;
  for (size_t b = 0; b < kBands; ++b) {
    float sum = 0;
    for (size_t k = edges_[b]; k < edges_[b + 1]; ++k)
      sum += norm_[k] * norm_[k];
    power[b] = sum / static_cast<double>(edges_[b + 1] - edges_[b]);
    total += power[b];
  }
  const double mean = mean_power_.process(total / kBands);
  const double floor = std::max(kFloorRatio * mean, kAbsoluteFloor);
  for (size_t b = 0; b < kBands; ++b)
    frame_.level[b] = std::log(static_cast<float>(power[b] / floor) + 1);
}

void BeatSpectrum::measure_onsets() {
  if (!flux_) return;
  double sum = 0;
  for (const float norm : norm_) sum += norm;
  const double mean = mean_norm_.process(sum);
  // aubio adds constants to the norms: they are measured in parts of the mean.
  const float unit = mean > 1e-14 ? static_cast<float>(norm_.size() / mean) : 0;
  for (float& norm : norm_) norm *= unit;
  // specflux does not read the phases.
  cvec_t grain = {static_cast<uint_t>(norm_.size()), norm_.data(),
                  weighted_.data()};
  smpl_t value = 0;
  fvec_t output = {1, &value};
  aubio_specdesc_do(flux_.get(), &grain, &output);
  frame_.flux = value / static_cast<float>(norm_.size());
}

void BeatSpectrum::reset() {
  flux_.reset(new_aubio_specdesc("specflux", kWindowFrames));
  std::fill(history_.begin(), history_.end(), 0.0f);
  mean_power_.reset();
  mean_norm_.reset();
  frame_ = {};
}

}  // namespace mood
