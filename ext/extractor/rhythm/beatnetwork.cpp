/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beatnetwork.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mood {

namespace {

// First channel of each register: bass, middle, treble, aubio's flux.
constexpr std::array<size_t, BeatNetwork::kRegisters + 1> kRegisterEdges = {
    0, 4, 10, 16, 17};
// Means vary less than values.
constexpr float kMeanGain = 1.5f;

}  // namespace

BeatNetwork::BeatNetwork(const BeatWeights& weights)
    : weights_(weights),
      columns_(weights.hidden.size()),
      channels_(kNearSteps * BeatChannels::kChannels),
      registers_(kHistory * kRegisters),
      means_(kHistory * kRegisters) {
  for (size_t i = 0; i < columns_.size(); ++i)
    columns_[i] = weights.hidden[i] * weights.steps[i % kUnits];
  reset();
}

double BeatNetwork::process(const BeatChannels::Values& channels) {
  remember(channels);
  Hidden hidden;
  std::copy(weights_.bias.begin(), weights_.bias.end(), hidden.begin());
  hidden = add_far(add_near(hidden));
  double sum = weights_.out_bias;
  for (size_t i = 0; i < kUnits; ++i)
    sum += std::tanh(hidden[i]) * weights_.output[i];
  ++now_;
  return 1 / (1 + std::exp(-sum));
}

void BeatNetwork::remember(const BeatChannels::Values& channels) {
  float* const near = &channels_[now_ % kNearSteps * BeatChannels::kChannels];
  for (size_t c = 0; c < channels.size(); ++c)
    near[c] = (channels[c] - weights_.mean[c]) * weights_.scale[c];
  const size_t slot = now_ % kHistory;
  for (size_t r = 0; r < kRegisters; ++r) {
    float sum = 0;
    for (size_t c = kRegisterEdges[r]; c < kRegisterEdges[r + 1]; ++c)
      sum += near[c];
    const auto count =
        static_cast<float>(kRegisterEdges[r + 1] - kRegisterEdges[r]);
    registers_[slot * kRegisters + r] = sum / count;
    float mean = 0;
    for (size_t back = 0; back < kFarSteps; ++back) {
      const size_t before = (slot + kHistory - back) % kHistory;
      mean += registers_[before * kRegisters + r];
    }
    means_[slot * kRegisters + r] = kMeanGain * mean / kFarSteps;
  }
}

BeatNetwork::Hidden BeatNetwork::add_near(const Hidden& bias) const {
  Hidden sum = bias;
  const float* column = columns_.data();
  for (size_t back = 0; back < kNearSteps; ++back) {
    const size_t slot = (now_ + kNearSteps - back) % kNearSteps;
    const float* const values = &channels_[slot * BeatChannels::kChannels];
    for (size_t c = 0; c < BeatChannels::kChannels; ++c, column += kUnits)
      for (size_t i = 0; i < kUnits; ++i) sum[i] += values[c] * column[i];
  }
  return sum;
}

BeatNetwork::Hidden BeatNetwork::add_far(const Hidden& near) const {
  Hidden sum = near;
  const float* column =
      &columns_[kNearSteps * BeatChannels::kChannels * kUnits];
  for (size_t mean = 0; mean < kFarMeans; ++mean) {
    const size_t back = kNearSteps + mean * kFarSteps;
    const size_t slot = (now_ + kHistory - back) % kHistory;
    const float* const values = &means_[slot * kRegisters];
    for (size_t r = 0; r < kRegisters; ++r, column += kUnits)
      for (size_t i = 0; i < kUnits; ++i) sum[i] += values[r] * column[i];
  }
  return sum;
}

void BeatNetwork::reset() {
  now_ = 0;
  // As if nothing had been heard before.
  for (size_t i = 0; i < channels_.size(); ++i) {
    const size_t c = i % BeatChannels::kChannels;
    channels_[i] = -weights_.mean[c] * weights_.scale[c];
  }
  for (size_t r = 0; r < kRegisters; ++r) {
    float sum = 0;
    for (size_t c = kRegisterEdges[r]; c < kRegisterEdges[r + 1]; ++c)
      sum -= weights_.mean[c] * weights_.scale[c];
    const float mean =
        sum / static_cast<float>(kRegisterEdges[r + 1] - kRegisterEdges[r]);
    for (size_t i = 0; i < kHistory; ++i) {
      registers_[i * kRegisters + r] = mean;
      means_[i * kRegisters + r] = kMeanGain * mean;
    }
  }
}

}  // namespace mood
