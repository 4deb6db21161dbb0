/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/builddetector.h"

#include <algorithm>
#include <cmath>

#include "structure/decibels.h"

namespace mood {

namespace {

// Lengths of a quarter in blocks: climbs of 3, 4.5 and 6 s.
constexpr std::array<size_t, 3> kLengths = {4, 6, 8};
// What is so far below the rest is not heard.
constexpr double kFloor = 0.01;

}  // namespace

BuildDetector::Signals BuildDetector::measure(const BlockHistory& history,
                                              size_t newest, size_t blocks) {
  double low = 0, middle = 0, high = 0, onsets = 0;
  for (size_t i = newest; i < newest + blocks; ++i) {
    const HopSound& block = history.ago(i);
    low += block.low();
    middle += block.middle();
    high += block.high();
    onsets += static_cast<double>(block.onset_rate_hz);
  }
  const double floor = kFloor * (middle + high);
  const double count = static_cast<double>(blocks);
  return {decibels((high + floor) / (middle + floor + 1e-20)), onsets / count,
          decibels((middle + high) / count),
          -decibels((low + floor) / (middle + high + 1e-20))};
}

double BuildDetector::strength_of(
    const std::array<Signals, kQuarters>& quarters) const {
  double sum = 0;
  for (size_t s = 0; s < kSignals; ++s) {
    const double total = quarters.back()[s] - quarters.front()[s];
    bool steady = total > 0;
    for (size_t q = 1; q < kQuarters; ++q) {
      const double step = quarters[q][s] - quarters[q - 1][s];
      steady = steady && step > parameters_.least_step * total &&
               step < parameters_.largest_step * total;
    }
    // Bass goes at one stroke as often as it is swept away.
    const bool counts = steady || (s == 3 && total > 0);
    const double rise =
        counts ? std::min(total / parameters_.unit[s], s == 0 ? 2.0 : 1.0) : 0;
    if (s == 0 && rise < parameters_.least_treble) return 0;
    sum += rise;
  }
  return sum / parameters_.enough;
}

void BuildDetector::process(const BlockHistory& history, size_t usable) {
  strength_ = 0;
  usable = std::min(usable, history.size());
  for (const size_t length : kLengths) {
    if (usable < kQuarters * length) continue;
    std::array<Signals, kQuarters> quarters;
    for (size_t q = 0; q < kQuarters; ++q)
      quarters[q] = measure(history, (kQuarters - 1 - q) * length, length);
    const double strength = strength_of(quarters);
    if (strength > strength_) {
      strength_ = strength;
      blocks_ = kQuarters * length;
    }
  }
}

}  // namespace mood
