/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/kernelhead.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mood {

namespace {

// Sums in lanes, in a fixed order: vectorised without -ffast-math, and the
// same on every machine.
constexpr size_t kLanes = 8;

template <typename Term>
float sum_of(size_t count, Term term) {
  std::array<float, kLanes> lanes = {};
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += term(i + lane);
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  for (; i < count; ++i) sum += term(i);
  return sum;
}

}  // namespace

KernelHead::KernelHead(const HeadWeights& weights)
    : weights_(weights),
      z_(weights.dimensions()),
      outputs_(weights.outputs()) {}

void KernelHead::project(std::span<const float> values) {
  const float* x = values.data();
  for (size_t d = 0; d < z_.size(); ++d) {
    const int8_t* row = weights_.projection.data() + d * values.size();
    const float product = sum_of(values.size(), [row, x](size_t i) {
      return static_cast<float>(row[i]) * x[i];
    });
    z_[d] = (product * weights_.steps[d] - weights_.offset[d]) /
            weights_.landmark_step;
  }
}

std::span<const float> KernelHead::process(std::span<const float> values) {
  project(values);
  std::copy(weights_.bias.begin(), weights_.bias.end(), outputs_.begin());
  for (size_t d = 0; d < z_.size(); ++d)
    for (size_t o = 0; o < outputs_.size(); ++o)
      outputs_[o] += z_[d] * weights_.landmark_step *
                     weights_.linear_weights[d * outputs_.size() + o];
  const float* z = z_.data();
  const float width =
      weights_.width * weights_.landmark_step * weights_.landmark_step;
  familiarity_ = 0;
  for (size_t l = 0; l < weights_.count(); ++l) {
    const int8_t* mark = weights_.landmarks.data() + l * z_.size();
    const float square = sum_of(z_.size(), [mark, z](size_t d) {
      const float distance = z[d] - static_cast<float>(mark[d]);
      return distance * distance;
    });
    const float kernel = std::exp(-width * square);
    familiarity_ = std::max(familiarity_, kernel);
    for (size_t o = 0; o < outputs_.size(); ++o)
      outputs_[o] += kernel * weights_.kernel_weights[l * outputs_.size() + o];
  }
  return outputs_;
}

}  // namespace mood
