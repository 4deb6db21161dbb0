/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beatclock.h"

#include <cmath>

namespace mood {

void BeatClock::hear(double time_s, double period_s) {
  if (!next_s_) {
    next_s_ = time_s;
    return;
  }
  const double deviation_s = std::remainder(time_s - *next_s_, period_s);
  const double deviation = deviation_s / period_s;
  if (std::abs(deviation) <= parameters_.tolerance) {
    *next_s_ += parameters_.gain * deviation_s;
    rivals_ = 0;
    return;
  }
  const bool agrees =
      rivals_ > 0 &&
      std::abs(std::remainder(deviation - rival_, 1.0)) < parameters_.tolerance;
  rivals_ = agrees ? rivals_ + 1 : 1;
  rival_ = deviation;
  if (rivals_ < parameters_.patience) return;
  *next_s_ += deviation_s;
  rivals_ = 0;
}

std::optional<double> BeatClock::advance(double now_s, double period_s) {
  if (!next_s_ || *next_s_ > now_s) return std::nullopt;
  const double beat_s = *next_s_;
  *next_s_ = beat_s + period_s;
  // After a change of phase two beats may nearly meet.
  if (beat_s < last_s_ + 0.5 * period_s) return std::nullopt;
  last_s_ = beat_s;
  return beat_s;
}

}  // namespace mood
