/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempokeeper.h"

#include <cmath>

namespace mood {

void TempoKeeper::process(double bpm, double clarity, double elapsed_s) {
  if (tempo_bpm_ == 0) {
    if (bpm > 0 && clarity >= parameters_.enter_clarity) {
      tempo_bpm_ = bpm;
      confidence_ = clarity;
      without_s_ = rival_s_ = 0;
    }
    return;
  }
  if (bpm == 0 || clarity < parameters_.keep_clarity) {
    without_s_ += elapsed_s;
    confidence_ *= 0.9;
    if (without_s_ > parameters_.forget_s) reset();
    return;
  }
  without_s_ = 0;
  if (std::abs(bpm / tempo_bpm_ - 1) < parameters_.tolerance)
    follow(bpm, clarity);
  else
    doubt(bpm, clarity, elapsed_s);
}

void TempoKeeper::follow(double bpm, double clarity) {
  tempo_bpm_ += 0.25 * (bpm - tempo_bpm_);
  confidence_ += 0.25 * (clarity - confidence_);
  rival_s_ = 0;
}

void TempoKeeper::doubt(double bpm, double clarity, double elapsed_s) {
  confidence_ *= 0.95;
  const bool same_rival =
      rival_s_ > 0 && std::abs(bpm / rival_bpm_ - 1) < parameters_.tolerance;
  rival_s_ = same_rival ? rival_s_ + elapsed_s : elapsed_s;
  rival_bpm_ = bpm;
  if (rival_s_ < parameters_.change_s) return;
  tempo_bpm_ = bpm;
  confidence_ = clarity;
  rival_s_ = 0;
}

void TempoKeeper::reset() {
  tempo_bpm_ = confidence_ = rival_bpm_ = rival_s_ = without_s_ = 0;
}

}  // namespace mood
