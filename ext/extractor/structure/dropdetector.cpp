/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/dropdetector.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr size_t kOnsetHops = 5;
// The stroke that returns is no older than this.
constexpr size_t kStrokeHops = 9;
// A stop is told from 4 s before it.
constexpr size_t kBeforeHops = 172;
// Full level is forgotten by 1 dB in 10 s.
constexpr double kFading = 0.99947;

double ratio(double decibels) { return std::pow(10, decibels / 10); }

}  // namespace

bool DropDetector::process(const HopSound& sound) {
  std::rotate(latest_.begin(), latest_.end() - 1, latest_.end());
  latest_[0] = {sound.low(), sound.total()};
  Means mean;
  for (const Means& hop : latest_) {
    mean.low += hop.low / static_cast<double>(latest_.size());
    mean.total += hop.total / static_cast<double>(latest_.size());
  }
  means_[next_] = mean;
  next_ = (next_ + 1) % kMemory;
  filled_ = std::min(filled_ + 1, kMemory);
  const bool found = returns();
  full_ = std::max(full_ * kFading, mean.total);
  return found;
}

bool DropDetector::returns() {
  const Means& now = ago(0);
  const size_t least_hops =
      static_cast<size_t>(parameters_.missing_s / parameters_.hop_s);
  if (filled_ < kStrokeHops + least_hops || now.total <= 1e-14) return false;
  if (now.low < now.total * ratio(parameters_.least_share_db)) return false;
  if (now.total < full_ * ratio(-parameters_.full_db)) return false;
  if (now.low < ago(kOnsetHops).low * ratio(parameters_.onset_db)) return false;

  const double missing = now.low * ratio(-parameters_.missing_db);
  double low = 0, total = 0;
  size_t hops = kStrokeHops;
  for (; hops < filled_ && ago(hops).low < missing; ++hops) {
    low += ago(hops).low;
    total += ago(hops).total;
  }
  hops -= kStrokeHops;
  if (hops < least_hops) return false;
  after_gap_ = follows_gap();
  return low * now.total * ratio(parameters_.share_db) <= now.low * total;
}

bool DropDetector::follows_gap() const {
  const auto least = static_cast<size_t>(parameters_.gap_s / parameters_.hop_s);
  const size_t end = std::min(filled_, kBeforeHops);
  double before = 0;
  for (size_t i = kStrokeHops; i < end; ++i) before += ago(i).total;
  const double gap = before / static_cast<double>(end - kStrokeHops) *
                     ratio(-parameters_.gap_db);
  size_t hops = 0;
  for (size_t i = 0; i < kStrokeHops + least; ++i) hops += ago(i).total < gap;
  return hops >= least;
}

void DropDetector::start_timeline() {
  latest_.fill({});
  next_ = filled_ = 0;
  after_gap_ = false;
}

void DropDetector::start_song() {
  start_timeline();
  full_ = 0;
}

}  // namespace mood
