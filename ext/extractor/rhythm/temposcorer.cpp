/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/temposcorer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

constexpr double kMiddle_bpm = 110;
constexpr float kLargest = 3;  // deviations of a feature
// Places in TempoGrid::kPeriods.
constexpr size_t kHalf = 2;
constexpr size_t kWhole = 4;
constexpr size_t kDouble = 6;
static_assert(TempoGrid::kPeriods[kHalf] == 0.5 &&
              TempoGrid::kPeriods[kWhole] == 1 &&
              TempoGrid::kPeriods[kDouble] == 2);

}  // namespace

TempoScorer::TempoScorer(const TempoWeights& weights) : weights_(weights) {}

void TempoScorer::set_sound(std::span<const float> features) {
  forget_sound();
  for (size_t i = 0; i < features.size(); ++i) {
    const float z =
        std::clamp((features[i] - weights_.mean[i]) * weights_.scale[i],
                   -kLargest, kLargest);
    slope_ += z * weights_.slope[i];
    bend_ += z * weights_.bend[i];
  }
}

float TempoScorer::evidence(std::span<const float> row) const {
  float sum =
      std::inner_product(row.begin(), row.end(), weights_.inputs.begin(), 0.0f);
  const float* weight = &weights_.inputs[TempoGrid::kValues];
  for (size_t s = 0; s < Tempogram::kSeries; ++s) {
    const auto series =
        row.subspan(s * TempoGrid::kPeriods.size(), TempoGrid::kPeriods.size());
    const float half = series[kHalf];
    const float whole = series[kWhole];
    const float twice = series[kDouble];
    const float rise = std::max(whole, 0.0f);
    sum += *weight++ * rise * std::max(twice, 0.0f);
    sum += *weight++ * whole * half;
    sum += *weight++ * std::min(whole, twice);
    sum += *weight++ * std::min(whole, half);
    sum += *weight++ * rise * rise;
  }
  return sum;
}

float TempoScorer::preference(size_t tempo) const {
  const double place = static_cast<double>(tempo * (kHats - 1)) /
                       static_cast<double>(TempoGrid::kTempi - 1);
  const size_t left = std::min(static_cast<size_t>(place), kHats - 2);
  const auto right = static_cast<float>(place - static_cast<double>(left));
  const auto octaves = static_cast<float>(std::log2(
      TempoGrid::tempo_bpm(static_cast<double>(tempo)) / kMiddle_bpm));
  return weights_.hats[left] * (1 - right) + weights_.hats[left + 1] * right +
         (slope_ + bend_ * octaves) * octaves;
}

const TempoScorer::Values& TempoScorer::scores(std::span<const float> grid) {
  for (size_t tempo = 0; tempo < values_.size(); ++tempo)
    values_[tempo] =
        preference(tempo) +
        evidence(grid.subspan(tempo * TempoGrid::kValues, TempoGrid::kValues));
  return values_;
}

const TempoScorer::Values& TempoScorer::probabilities(
    std::span<const float> grid) {
  scores(grid);
  const float highest = *std::max_element(values_.begin(), values_.end());
  float sum = 0;
  for (float& value : values_) sum += value = std::exp(value - highest);
  for (float& value : values_) value /= sum;
  return values_;
}

}  // namespace mood
