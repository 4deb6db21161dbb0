/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempogrid.h"

#include <algorithm>

namespace mood {

TempoGrid::TempoGrid(double hop_s) {
  constexpr double kLast = Tempogram::kLags - 1.01;
  lags_.reserve(kTempi * kPeriods.size() * kShifts.size());
  for (size_t tempo = 0; tempo < kTempi; ++tempo) {
    const double beat = 60 / tempo_bpm(static_cast<double>(tempo)) / hop_s;
    for (const double period : kPeriods)
      for (const double shift : kShifts) {
        const double lag = std::min(beat * period * shift, kLast);
        Lag place;
        place.whole = static_cast<size_t>(lag);
        place.part = static_cast<float>(lag - static_cast<double>(place.whole));
        place.weight = lag < kLast ? 1 : 0;
        lags_.push_back(place);
      }
  }
}

void TempoGrid::measure(const Tempogram& tempogram,
                        std::span<float> values) const {
  auto value = values.begin();
  for (size_t tempo = 0; tempo < kTempi; ++tempo) {
    const Lag* const first = &lags_[tempo * kPeriods.size() * kShifts.size()];
    for (size_t s = 0; s < Tempogram::kSeries; ++s) {
      const auto correlation = tempogram.correlation(s);
      const Lag* lag = first;
      for (size_t p = 0; p < kPeriods.size(); ++p) {
        float best = -1;
        for (size_t shift = 0; shift < kShifts.size(); ++shift, ++lag) {
          const float left = correlation[lag->whole];
          const float right = correlation[lag->whole + 1];
          best =
              std::max(best, (left + (right - left) * lag->part) * lag->weight);
        }
        *value++ = best;
      }
    }
  }
}

}  // namespace mood
