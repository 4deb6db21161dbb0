/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beatclock.h"

#include <algorithm>
#include <cmath>

namespace mood {

std::optional<BeatClock::Told> BeatClock::process(double now_s,
                                                  const Foreseen& foreseen) {
  const double elapsed_s = now_s - now_s_;
  now_s_ = now_s;
  if (period_s_ == 0) {
    next_s_ = foreseen.next_s;
    period_s_ = foreseen.period_s;
    doubt_s_ = 0;
  }
  const double deviation =
      std::remainder(foreseen.next_s - next_s_, foreseen.period_s) /
      foreseen.period_s;
  const double change = std::abs(foreseen.period_s / period_s_ - 1);
  if (std::abs(deviation) <= parameters_.tolerance &&
      change <= parameters_.change)
    agree(foreseen, deviation);
  else
    disagree(foreseen, deviation, elapsed_s);
  // A jump may leave the next beat far in the past.
  while (next_s_ < now_s - parameters_.lead_s) next_s_ += period_s_;
  if (now_s < next_s_ - parameters_.lead_s) return std::nullopt;
  const double beat_s = next_s_;
  next_s_ += period_s_;
  if (beat_s < now_s + parameters_.least_lead_s ||
      beat_s < last_s_ + 0.5 * period_s_)
    return std::nullopt;
  last_s_ = beat_s;
  return Told{beat_s, next_s_};
}

void BeatClock::agree(const Foreseen& foreseen, double deviation) {
  doubt_s_ = 0;
  next_s_ += parameters_.gain * deviation * foreseen.period_s;
  period_s_ += parameters_.period_gain * (foreseen.period_s - period_s_);
}

void BeatClock::disagree(const Foreseen& foreseen, double deviation,
                         double elapsed_s) {
  const bool lasts =
      std::abs(std::remainder(deviation - rival_, 1.0)) <
          parameters_.tolerance &&
      std::abs(foreseen.period_s / rival_period_s_ - 1) < parameters_.change;
  // The deviation wanders while the periods differ.
  const bool other_tempo =
      std::abs(foreseen.period_s / period_s_ - 1) > parameters_.change;
  doubt_s_ = lasts || other_tempo ? doubt_s_ + elapsed_s : 0;
  rival_ = deviation;
  rival_period_s_ = foreseen.period_s;
  if (doubt_s_ < parameters_.patience_s) return;
  next_s_ = foreseen.next_s;
  period_s_ = foreseen.period_s;
  doubt_s_ = 0;
}

}  // namespace mood
