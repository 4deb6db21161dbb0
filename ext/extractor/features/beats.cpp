/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/beats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "features/statistics.h"

namespace mood::features {
namespace {

constexpr double kTightness = 100;
constexpr size_t kMaximumPeriod = 344;

/// numpy.round: halves go to the even neighbour.
size_t half_of(size_t period) {
  const size_t half = period / 2;
  return period % 2 && half % 2 ? half + 1 : half;
}

bool is_local_maximum(std::span<const double> x, size_t n) {
  if (n == 0) return false;
  return x[n] > x[n - 1] && (n + 1 == x.size() || x[n] >= x[n + 1]);
}

}  // namespace

Beats::Beats(size_t maximum_frames) {
  bell_.reserve(2 * kMaximumPeriod + 1);
  cost_.reserve(2 * kMaximumPeriod + 1);
  scaled_.reserve(maximum_frames);
  local_score_.reserve(maximum_frames);
  cumulated_.reserve(maximum_frames);
  previous_.reserve(maximum_frames);
  maxima_.reserve(maximum_frames);
  frames_.reserve(maximum_frames);
}

void Beats::process(std::span<const float> strength, size_t period) {
  frames_.clear();
  local_score_.clear();
  if (period == 0 || strength.size() < 2) return;
  smooth(strength, period);
  link(period);
  for (auto n = int32_t(last_beat()); n >= 0; n = previous_[size_t(n)])
    frames_.push_back(uint32_t(n));
  std::reverse(frames_.begin(), frames_.end());
  trim();
}

void Beats::smooth(std::span<const float> strength, size_t period) {
  const auto count = double(strength.size());
  Spread spread;
  for (const float value : strength) spread.add(value);
  const float scale =
      float(spread.deviation() * std::sqrt(count / (count - 1))) +
      std::numeric_limits<float>::min();
  scaled_.assign(strength.begin(), strength.end());
  for (float& value : scaled_) value /= scale;

  const auto reach = ptrdiff_t(period);
  bell_.clear();
  for (ptrdiff_t k = -reach; k <= reach; ++k) {
    const double z = double(k) * 32 / double(period);
    bell_.push_back(std::exp(-0.5 * z * z));
  }
  const auto n = ptrdiff_t(scaled_.size());
  local_score_.assign(scaled_.size(), 0.0f);
  for (ptrdiff_t i = 0; i < n; ++i) {
    // Index k of the bell meets strength[i + period - k]; librosa leaves out
    // strength[0]. Sums are rounded at each step, as there.
    float sum = 0;
    for (ptrdiff_t k = std::max<ptrdiff_t>(0, i + reach - n + 1);
         k < std::min(i + reach, 2 * reach + 1); ++k)
      sum = float(double(sum) +
                  bell_[size_t(k)] * double(scaled_[size_t(i + reach - k)]));
    local_score_[size_t(i)] = sum;
  }
}

void Beats::link(size_t period) {
  const size_t nearest = half_of(period);
  cost_.assign(2 * period + 1, 0.0);
  for (size_t d = 1; d < cost_.size(); ++d) {
    const double octaves = std::log(double(d)) - std::log(double(period));
    cost_[d] = kTightness * (octaves * octaves);
  }
  const size_t n = local_score_.size();
  const float strongest =
      *std::max_element(local_score_.begin(), local_score_.end());
  const double threshold = 0.01 * double(strongest);
  cumulated_.assign(n, 0.0);
  previous_.assign(n, -1);
  bool first = true;
  for (size_t i = 0; i < n; ++i) {
    double best = -std::numeric_limits<double>::infinity();
    int32_t origin = -1;
    for (size_t d = nearest; d <= 2 * period && d <= i; ++d) {
      const double score = cumulated_[i - d] - cost_[d];
      if (score > best) {
        best = score;
        origin = int32_t(i - d);
      }
    }
    const double here = local_score_[i];
    cumulated_[i] = origin >= 0 ? here + best : here;
    if (first && here < threshold) continue;
    previous_[i] = origin;
    first = false;
  }
}

/// The last local maximum at least half as high as the median one.
size_t Beats::last_beat() {
  maxima_.clear();
  for (size_t n = 0; n < cumulated_.size(); ++n)
    if (is_local_maximum(cumulated_, n)) maxima_.push_back(cumulated_[n]);
  const size_t last = cumulated_.size() - 1;
  if (maxima_.empty()) return last;
  const double threshold = 0.5 * median_in_place<double>(maxima_);
  for (size_t n = last; n > 0; --n)
    if (is_local_maximum(cumulated_, n) && cumulated_[n] >= threshold) return n;
  return last;
}

/// Beats at either end of the window whose score is at most half the effective
/// value of all, smoothed over their neighbours, are none.
void Beats::trim() {
  constexpr std::array kHann = {0.5, 1.0, 0.5};
  const auto score = [this](ptrdiff_t beat) {
    return beat < 0 || beat >= ptrdiff_t(frames_.size())
               ? 0.0
               : double(local_score_[frames_[size_t(beat)]]);
  };
  // librosa's convolution runs two beats past the last.
  const auto count =
      ptrdiff_t(std::min(frames_.size() + 2, local_score_.size()));
  double squares = 0;
  for (ptrdiff_t beat = 0; beat < count; ++beat) {
    const double smooth = kHann[0] * score(beat - 1) + kHann[1] * score(beat) +
                          kHann[2] * score(beat + 1);
    squares += smooth * smooth;
  }
  const double threshold = 0.5 * std::sqrt(squares / double(count));
  const auto is_beat = [&](uint32_t frame) {
    return double(local_score_[frame]) > threshold;
  };
  // Frames before the first and after the last that pass are dropped, beats or
  // not.
  const size_t n = local_score_.size();
  size_t begin = 0;
  while (begin < n && !is_beat(uint32_t(begin))) ++begin;
  size_t end = n;
  while (end > begin && !is_beat(uint32_t(end - 1))) --end;
  std::erase_if(frames_,
                [&](uint32_t frame) { return frame < begin || frame >= end; });
}

}  // namespace mood::features
