/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/keygate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

double total_of(const ChromaFrame& chroma) {
  return std::accumulate(chroma.begin(), chroma.end(), 0.0);
}

/// The exponential of the entropy: n classes of equal weight count as n.
double effective_classes(const ChromaFrame& chroma, double total) {
  double entropy = 0;
  for (const float value : chroma)
    if (value > 0) entropy -= value / total * std::log(value / total);
  return std::exp(entropy);
}

}  // namespace

void KeyGate::process(const ChromaFrame& chroma, double agreement,
                      double seconds, const KeyWeights& weights) {
  const double keep = std::exp(-seconds / parameters_.memory_s);
  for (size_t i = 0; i < sum_.size(); ++i)
    sum_[i] = float(keep) * sum_[i] + chroma[i];
  frames_ = keep * frames_ + 1;
  heard_s_ = keep * heard_s_ + seconds;
  held_sum_ *= keep;
  held_frames_ *= keep;
  if (past_count_ >= kLagFrames) {
    held_sum_ += held(chroma);
    held_frames_ += 1;
  }
  past_[past_count_ % kLagFrames] = chroma;
  ++past_count_;
  open_ = meets_limits(agreement, weights);
}

double KeyGate::mean_total() const {
  return frames_ > 0 ? total_of(sum_) / frames_ : 0;
}

double KeyGate::held(const ChromaFrame& chroma) {
  const ChromaFrame& before = past_[past_count_ % kLagFrames];
  double sum = 0;
  for (size_t i = 0; i < chroma.size(); ++i)
    sum += std::min(chroma[i], before[i]);
  return sum;
}

bool KeyGate::meets_limits(double agreement, const KeyWeights& weights) const {
  const double ease = open_ ? parameters_.stays_open : 1;
  if (heard_s_ < ease * parameters_.least_heard_s) return false;
  if (agreement < ease * (parameters_.least_agreement +
                          parameters_.least_agreement_chance / heard_s_))
    return false;
  const double total = total_of(sum_);
  if (held_sum_ <= ease * parameters_.least_held * held_frames_ || total <= 0)
    return false;
  if (effective_classes(sum_, total) < ease * parameters_.least_classes)
    return false;
  const KeyScores scores = key_scores(sum_, total, weights);
  const double lead =
      *std::max_element(scores.begin(), scores.end()) -
      std::accumulate(scores.begin(), scores.end(), 0.0) / kKeyCount;
  return lead >= ease * (parameters_.least_lead +
                         parameters_.least_lead_chance / heard_s_);
}

void KeyGate::reset() { *this = KeyGate(parameters_); }

}  // namespace mood
