/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/pulse.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr size_t kFoldBins = 24;

}  // namespace

Pulse::Pulse(const Parameters& parameters)
    : parameters_(parameters),
      ring_(static_cast<size_t>(parameters.window_s / parameters.hop_s)),
      window_(ring_.size()),
      correlation_(ring_.size() * 3 / 4),
      folded_(kFoldBins) {}

void Pulse::push(double flux) {
  ring_[next_] = static_cast<float>(flux);
  next_ = (next_ + 1) % ring_.size();
  filled_ = std::min(filled_ + 1, ring_.size());
}

void Pulse::correlate() {
  for (size_t i = 0; i < filled_; ++i)
    window_[i] = ring_[(next_ + ring_.size() - filled_ + i) % ring_.size()];
  float mean = 0;
  for (size_t i = 0; i < filled_; ++i) mean += window_[i];
  mean /= static_cast<float>(filled_);
  for (size_t i = 0; i < filled_; ++i) window_[i] -= mean;
  float energy = 0;
  for (size_t i = 0; i < filled_; ++i) energy += window_[i] * window_[i];
  const auto count_all = static_cast<float>(filled_);
  const double least = parameters_.least_deviation;
  const bool moves = energy > static_cast<float>(least * least) * count_all;
  const float norm = moves ? count_all / energy : 0.0f;
  for (size_t lag = 0; lag < correlation_.size(); ++lag) {
    float sum = 0;
    const size_t count = filled_ > lag ? filled_ - lag : 0;
    for (size_t i = 0; i < count; ++i) sum += window_[i] * window_[i + lag];
    // Unbiased, but not where hardly anything overlaps.
    correlation_[lag] =
        count > filled_ / 4 ? sum * norm / static_cast<float>(count) : 0.0f;
  }
}

double Pulse::correlation_at(double lag) const {
  const auto whole = static_cast<size_t>(lag);
  if (whole + 1 >= correlation_.size()) return 0;
  const double part = lag - static_cast<double>(whole);
  return correlation_[whole] * (1 - part) + correlation_[whole + 1] * part;
}

double Pulse::comb(double lag) const {
  // A true beat repeats at its multiples; an accidental one does not.
  constexpr double kWeights[] = {1, 0.7, 0.5, 0.5};
  double sum = 0;
  double weight = 0;
  for (size_t i = 0; i < std::size(kWeights); ++i) {
    const double multiple = lag * static_cast<double>(i + 1);
    if (multiple > static_cast<double>(filled_) * 0.7) break;
    sum += kWeights[i] * correlation_at(multiple);
    weight += kWeights[i];
  }
  return weight > 0 ? sum / weight : 0;
}

double Pulse::refine(double lag) const {
  // Follow the peak outwards through the multiples: each step divides the
  // error of one hop by the multiple.
  double best = lag;
  const double limit = std::min(static_cast<double>(correlation_.size()) - 2,
                                static_cast<double>(filled_) * 0.7);
  for (int multiple = 1; best * multiple < limit; multiple *= 2) {
    const auto centre = static_cast<size_t>(std::lround(best * multiple));
    size_t peak = centre;
    for (size_t i = centre - 1; i <= centre + 1; ++i)
      if (correlation_[i] > correlation_[peak]) peak = i;
    if (correlation_[peak] <= 0) break;
    const double left = correlation_[peak - 1];
    const double right = correlation_[peak + 1];
    const double bend = left - 2.0 * correlation_[peak] + right;
    const double shift = bend < 0 ? 0.5 * (left - right) / bend : 0;
    best =
        (static_cast<double>(peak) + std::clamp(shift, -0.5, 0.5)) / multiple;
  }
  return best;
}

double Pulse::salience(double period_hops) {
  // Part of the flux above its mean that falls on one eighth of the beat.
  double positive = 0;
  std::fill(folded_.begin(), folded_.end(), 0.0f);
  for (size_t i = 0; i < filled_; ++i) {
    const double phase =
        std::fmod(static_cast<double>(i), period_hops) / period_hops;
    const double rise = std::max(0.0f, window_[i]);
    const auto bin = static_cast<size_t>(phase * kFoldBins) % kFoldBins;
    folded_[bin] += static_cast<float>(rise);
    positive += rise;
  }
  if (positive <= 0) return 0;
  double best = 0;
  for (size_t i = 0; i < kFoldBins; ++i)
    best = std::max<double>(best, folded_[i] + folded_[(i + 1) % kFoldBins] +
                                      folded_[(i + 2) % kFoldBins]);
  return std::clamp((best / positive - 0.125) / 0.6, 0.0, 1.0);
}

std::optional<Pulse::Estimate> Pulse::estimate(double held_bpm) {
  const double heard_s = static_cast<double>(filled_) * parameters_.hop_s;
  if (heard_s < parameters_.least_s) return std::nullopt;
  correlate();
  double best_score = 0;
  double best_lag = 0;
  const double shortest = 60 / parameters_.highest_bpm / parameters_.hop_s;
  const double longest = 60 / parameters_.lowest_bpm / parameters_.hop_s;
  for (double lag = shortest; lag <= longest; lag += 0.25) {
    const double bpm = 60 / (lag * parameters_.hop_s);
    const double octaves =
        std::log2(bpm / parameters_.preferred_bpm) / parameters_.octaves;
    double score = comb(lag) * std::exp(-0.5 * octaves * octaves);
    if (held_bpm > 0 && std::abs(bpm / held_bpm - 1) < 0.04) score *= 1.15;
    if (score > best_score) {
      best_score = score;
      best_lag = lag;
    }
  }
  Estimate result;
  if (best_lag == 0) return result;
  result.clarity = std::clamp(comb(best_lag), 0.0, 1.0);
  const double period = refine(best_lag);
  result.tempo_bpm = 60 / (period * parameters_.hop_s);
  result.salience = salience(period);
  return result;
}

void Pulse::reset() { next_ = filled_ = 0; }

}  // namespace mood
