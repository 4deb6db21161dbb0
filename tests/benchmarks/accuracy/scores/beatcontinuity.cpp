/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "beatcontinuity.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mood::accuracy {
namespace {

constexpr double kTolerance = 0.175;  // of an interval

using Times = std::vector<double>;

/// Every second, beginning with the first or the second.
Times halved(const Times& times, size_t first) {
  Times half;
  for (size_t i = first; i < times.size(); i += 2) half.push_back(times[i]);
  return half;
}

/// With one more in the middle of every two.
Times doubled(const Times& times) {
  Times twice;
  for (size_t i = 0; i < times.size(); ++i) {
    twice.push_back(times[i]);
    if (i + 1 < times.size()) twice.push_back((times[i] + times[i + 1]) / 2);
  }
  return twice;
}

size_t nearest(const Times& times, double time) {
  const auto next = std::ranges::lower_bound(times, time);
  auto index = static_cast<size_t>(next - times.begin());
  if (index == times.size() ||
      (index > 0 && time - times[index - 1] <= times[index] - time))
    --index;
  return index;
}

/// From the time @p index to the one before; where @p is_ahead, to the one
/// behind, if there is one.
double interval_at(const Times& times, size_t index, bool is_ahead) {
  if (is_ahead && index + 1 < times.size()) ++index;
  return times[index] - times[index - 1];
}

/// Whether the beat @p index is in place and as far from the one before as the
/// @p label beside it; where one of them is the first, from the one behind.
bool is_right(const Times& reference, const Times& estimate, size_t label,
              size_t index) {
  const bool is_ahead = label == 0 || index == 0;
  const double wanted_s = interval_at(reference, label, is_ahead);
  const double interval_s = interval_at(estimate, index, is_ahead);
  return std::abs(estimate[index] - reference[label]) < kTolerance * wanted_s &&
         std::abs(1 - interval_s / wanted_s) < kTolerance;
}

double share_right(const Times& reference, const Times& estimate) {
  if (reference.size() < 2 || estimate.size() < 2) return 0;
  std::vector<bool> is_taken(reference.size());
  double right = 0;
  for (size_t i = 0; i < estimate.size(); ++i) {
    const size_t label = nearest(reference, estimate[i]);
    // One that fits badly leaves the label to the next.
    if (is_taken[label] || !is_right(reference, estimate, label, i)) continue;
    is_taken[label] = true;
    ++right;
  }
  return right / double(std::max(reference.size(), estimate.size()));
}

}  // namespace

BeatContinuity beat_continuity(std::span<const double> reference_s,
                               std::span<const double> estimate_s) {
  const Times reference(reference_s.begin(), reference_s.end());
  const Times estimate(estimate_s.begin(), estimate_s.end());
  const Times twice = doubled(reference);
  BeatContinuity result;
  result.correct = result.any = share_right(reference, estimate);
  for (const Times& other :
       {twice, halved(twice, 1), halved(reference, 0), halved(reference, 1)})
    result.any = std::max(result.any, share_right(other, estimate));
  return result;
}

}  // namespace mood::accuracy
