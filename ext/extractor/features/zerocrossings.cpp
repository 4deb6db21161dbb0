/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/zerocrossings.h"

#include <algorithm>

#include "features/framing.h"

namespace mood::features {
namespace {

constexpr size_t kFrame = 2048;
constexpr float kNegative = -1e-10f;

bool crosses(const float* x, size_t i) {
  return (x[i - 1] < kNegative) != (x[i] < kNegative);
}

/// Crossings into samples [begin, end), begin > 0.
size_t count_crossings(const float* x, size_t begin, size_t end) {
  size_t count = 0;
  for (size_t i = begin; i < end; ++i)
    count += size_t((x[i - 1] < kNegative) != (x[i] < kNegative));
  return count;
}

}  // namespace

double zero_crossing_rate(std::span<const float> samples) {
  const size_t n = samples.size();
  const float* x = samples.data();
  const size_t frames = frame_count(n);
  // A frame reaches two hops to either side of its centre; a hop's crossings
  // count in all frames that hold it. A frame's own first sample never does,
  // and outside the window (librosa repeats the edge) nothing crosses.
  size_t total = 0;
  for (size_t begin = 0; begin < n; begin += kHop) {
    const size_t hop = begin / kHop;
    const size_t first = hop < 1 ? 0 : hop - 1;
    const size_t last = std::min(hop + 2, frames - 1);
    if (first > last) continue;
    const size_t inside = count_crossings(x, std::max<size_t>(begin, 1),
                                          std::min(begin + kHop, n));
    total += inside * (last - first + 1);
    // The frame that begins here, two hops before its centre.
    const bool starts_frame = begin > 0 && hop + 2 < frames;
    if (starts_frame && crosses(x, begin)) --total;
  }
  return double(total) / double(frames * kFrame);
}

}  // namespace mood::features
