/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/rhythmregularity.h"

#include <algorithm>
#include <cmath>

#include "features/statistics.h"

namespace mood::features {

RhythmRegularity rhythm_regularity(std::span<const uint32_t> beat_frames,
                                   size_t period) {
  if (beat_frames.size() < 2) return {};
  Spread intervals;
  for (size_t i = 1; i < beat_frames.size(); ++i)
    intervals.add(double(beat_frames[i] - beat_frames[i - 1]));
  const double mean = intervals.mean();
  const double wanted = double(period);
  return {1 - std::clamp(intervals.deviation() / mean, 0.0, 1.0),
          1 - std::clamp(std::fabs(mean - wanted) / wanted, 0.0, 1.0)};
}

}  // namespace mood::features
