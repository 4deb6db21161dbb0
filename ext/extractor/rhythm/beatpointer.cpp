/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beatpointer.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// Steps of a beat in which its activation is high; the middle one is the
// beat's time.
constexpr size_t kBeatSteps = 3;
constexpr size_t kCentre = kBeatSteps / 2;

// states_ is scaled to sum 1 beyond these.
constexpr double kLeastTotal = 1e-3;
constexpr double kMostTotal = 1e3;

double bell(double x) { return std::exp(-0.5 * x * x); }

}  // namespace

BeatPointer::BeatPointer(const Parameters& parameters)
    : parameters_(parameters) {
  const double minute = 60 / parameters.step_s;
  const auto shortest =
      static_cast<size_t>(std::ceil(minute / parameters.highest_bpm));
  const auto longest = static_cast<size_t>(minute / parameters.lowest_bpm);
  size_t start = 0;
  for (size_t period = shortest; period <= longest; ++period) {
    rows_.push_back({period, start, 0});
    start += period;
  }
  states_.resize(start);
  const size_t count = rows_.size();
  prior_.resize(count);
  ending_.resize(count);
  begun_.resize(count + 2 * kReach);
  changes_.resize(count);
  spread_changes();
  reset();
}

void BeatPointer::spread_changes() {
  for (size_t from = 0; from < rows_.size(); ++from) {
    float sum = 0;
    for (size_t i = 0; i < changes_[from].size(); ++i) {
      const double change =
          (static_cast<double>(i) - static_cast<double>(kReach)) /
          static_cast<double>(rows_[from].period);
      const bool exists =
          from + i >= kReach && from + i < rows_.size() + kReach;
      changes_[from][i] =
          exists ? static_cast<float>(
                       std::exp(-parameters_.steadiness * std::abs(change)))
                 : 0;
      sum += changes_[from][i];
    }
    for (float& weight : changes_[from]) weight /= sum;
  }
}

size_t BeatPointer::index_of(const Row& row, size_t position) const {
  const size_t place = row.now + position;
  return row.start + (place < row.period ? place : place - row.period);
}

void BeatPointer::expect_tempo(double bpm) {
  if (bpm == bpm_) return;
  bpm_ = bpm;
  float sum = 0;
  for (size_t i = 0; i < rows_.size(); ++i) {
    const double row_bpm =
        60 / (parameters_.step_s * static_cast<double>(rows_[i].period));
    double weight =
        bell(std::log2(row_bpm / parameters_.usual_bpm) / parameters_.octaves);
    if (bpm > 0)
      weight = parameters_.distrust * weight +
               bell(std::log2(row_bpm / bpm) / parameters_.tempo_octaves);
    prior_[i] = static_cast<float>(weight);
    sum += prior_[i];
  }
  for (float& weight : prior_) weight /= sum;
}

void BeatPointer::process(double activation, double trust) {
  begin_beats();
  weigh(activation, trust);
  if (total_ > kLeastTotal && total_ < kMostTotal) return;
  const auto scale = static_cast<float>(1 / total_);
  total_ = 0;
  for (float& probability : states_) {
    probability *= scale;
    total_ += probability;
  }
}

void BeatPointer::begin_beats() {
  const size_t count = rows_.size();
  std::fill(begun_.begin(), begun_.end(), 0.0f);
  float arrived = 0;
  for (size_t i = 0; i < count; ++i) {
    Row& row = rows_[i];
    row.now = row.now == 0 ? row.period - 1 : row.now - 1;
    // What stood at the last position comes to stand at the first.
    ending_[i] = states_[row.start + row.now];
    arrived += ending_[i];
  }
  for (size_t from = 0; from < count; ++from) {
    const float mass = ending_[from];
    const Changes& changes = changes_[from];
    float* const begun = &begun_[from];
    for (size_t i = 0; i < changes.size(); ++i) begun[i] += mass * changes[i];
  }
  float sum = 0;
  for (size_t i = 0; i < count; ++i) {
    begun_[i + kReach] *= prior_[i];
    sum += begun_[i + kReach];
  }
  const float scale = sum > 0 ? arrived / sum : 0;
  const auto lost = static_cast<float>(parameters_.restart * total_);
  total_ += lost;
  for (size_t i = 0; i < count; ++i)
    states_[rows_[i].start + rows_[i].now] =
        begun_[i + kReach] * scale + lost * prior_[i];
}

void BeatPointer::weigh(double activation, double trust) {
  const double likely = std::clamp(activation, parameters_.least_evidence,
                                   1 - parameters_.least_evidence);
  const double share = parameters_.beat_share;
  const double ratio = likely / (1 - likely) / share;
  const auto weight =
      static_cast<float>(std::pow(ratio, parameters_.sharpness * trust));
  float weighed = 0;
  for (const Row& row : rows_)
    for (size_t position = 0; position < kBeatSteps; ++position) {
      float& probability = states_[index_of(row, position)];
      weighed += probability;
      probability *= weight;
    }
  total_ += (static_cast<double>(weight) - 1) * weighed;
}

BeatPointer::Reading BeatPointer::read() const {
  constexpr size_t kRows = 3;
  constexpr long kSteps = 4;
  const size_t best = likeliest();
  size_t best_row = 0;
  while (best_row + 1 < rows_.size() && rows_[best_row + 1].start <= best)
    ++best_row;
  const long left = steps_left(rows_[best_row], best);
  double mass = 0, period = 0, next = 0;
  const size_t first = best_row > kRows ? best_row - kRows : 0;
  const size_t last = std::min(best_row + kRows, rows_.size() - 1);
  for (size_t i = first; i <= last; ++i) {
    const auto length = static_cast<long>(rows_[i].period);
    for (long steps = left - kSteps; steps <= left + kSteps; ++steps) {
      const long centre = static_cast<long>(kCentre);
      const long position = ((centre - steps) % length + length) % length;
      const float p =
          states_[index_of(rows_[i], static_cast<size_t>(position))];
      mass += p;
      period += p * static_cast<double>(length);
      next += p * static_cast<double>(steps);
    }
  }
  return {period / mass * parameters_.step_s, next / mass * parameters_.step_s,
          std::clamp(mass / total_, 0.0, 1.0)};
}

long BeatPointer::steps_left(const Row& row, size_t index) const {
  const size_t position =
      (index - row.start + row.period - row.now) % row.period;
  const size_t left = position <= kCentre ? kCentre - position
                                          : row.period - position + kCentre;
  return static_cast<long>(left);
}

size_t BeatPointer::likeliest() const {
  // Side by side, for the vector unit; a row has far more states.
  constexpr size_t kLanes = 8;
  std::array<float, kLanes> most = {};
  size_t i = 0;
  for (; i + kLanes <= states_.size(); i += kLanes)
    for (size_t k = 0; k < kLanes; ++k)
      most[k] = states_[i + k] > most[k] ? states_[i + k] : most[k];
  float highest = *std::max_element(most.begin(), most.end());
  for (; i < states_.size(); ++i) highest = std::max(highest, states_[i]);
  const auto found = std::find(states_.begin(), states_.end(), highest);
  return static_cast<size_t>(found - states_.begin());
}

void BeatPointer::reset() {
  bpm_ = -1;
  expect_tempo(0);
  for (Row& row : rows_) {
    row.now = 0;
    const size_t i = static_cast<size_t>(&row - rows_.data());
    std::fill_n(states_.begin() + static_cast<long>(row.start), row.period,
                prior_[i] / static_cast<float>(row.period));
  }
  total_ = 1;
}

}  // namespace mood
