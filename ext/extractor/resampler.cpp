/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resampler.h"

#include <soxr.h>

#include <cassert>
#include <cmath>

namespace mood {

namespace {

// Filter delay, in seconds of the lower rate's samples, is far below this;
// flush() returns at most so much beyond one block.
constexpr size_t kTailFrames = 8192;

}  // namespace

void Resampler::Delete::operator()(soxr* resampler) const {
  soxr_delete(resampler);
}

Resampler::Resampler(const Parameters& parameters)
    : copies_(parameters.rate_hz == parameters.output_rate_hz),
      step_(parameters.rate_hz / parameters.output_rate_hz),
      maximum_frames_(parameters.maximum_frames) {
  const double ready = std::ceil(parameters.maximum_frames / step_);
  output_.resize(static_cast<size_t>(ready) + kTailFrames);
  if (copies_) return;
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
  soxr_error_t error = nullptr;
  soxr_.reset(soxr_create(parameters.rate_hz, parameters.output_rate_hz, 1,
                          &error, &io, &quality, &runtime));
  if (error) soxr_.reset();
}

Resampler::~Resampler() = default;

std::span<const float> Resampler::process(std::span<const float> input) {
  assert(input.size() <= maximum_frames_);
  if (copies_) {
    output_frames_ += input.size();
    return input;
  }
  // A null pointer would mean the end of the stream to soxr.
  if (input.empty()) return {};
  return pull(input.data(), input.size());
}

std::span<const float> Resampler::flush() {
  return copies_ ? std::span<const float>() : pull(nullptr, 0);
}

std::span<const float> Resampler::pull(const float* input, size_t frames) {
  if (!soxr_) return {};
  size_t taken = 0;
  size_t made = 0;
  if (soxr_process(soxr_.get(), input, frames, &taken, output_.data(),
                   output_.size(), &made))
    return {};
  assert(taken == frames);
  output_frames_ += made;
  return {output_.data(), made};
}

void Resampler::reset() {
  output_frames_ = 0;
  if (soxr_) soxr_clear(soxr_.get());
}

}  // namespace mood
