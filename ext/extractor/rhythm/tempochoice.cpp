/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempochoice.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// The tempo whose period, by the autocorrelation of all registers, is next to
// the period of @p bpm. Each doubling of the lag halves the error of one hop.
double refine(const Tempogram& tempogram, double bpm, double hop_s) {
  const auto correlation = tempogram.correlation(Tempogram::kSeries - 1);
  double beat = 60 / bpm / hop_s;
  for (int multiple = 1; beat * multiple < Tempogram::kLags - 4;
       multiple *= 2) {
    const double lag = beat * multiple;
    // The grid's step is 2 %; after that, one hop at half the multiple.
    const auto reach =
        static_cast<size_t>(multiple == 1 ? std::max(1.0, lag * 0.02) : 2.0);
    const auto centre = static_cast<size_t>(std::lround(lag));
    size_t peak = centre;
    for (size_t i = centre - reach; i <= centre + reach; ++i)
      if (correlation[i] > correlation[peak]) peak = i;
    if (correlation[peak] <= 0.02f) break;
    const double left = correlation[peak - 1];
    const double right = correlation[peak + 1];
    const double bend = left - 2.0 * correlation[peak] + right;
    if (bend >= 0) break;  // no peak here
    const double shift = std::clamp(0.5 * (left - right) / bend, -0.5, 0.5);
    beat = (static_cast<double>(peak) + shift) / multiple;
  }
  const double refined = 60 / (beat * hop_s);
  return std::clamp(refined, bpm * 0.96, bpm * 1.04);
}

}  // namespace

void TempoChoice::process(const TempoScorer::Values& probabilities,
                          double clarity, const Tempogram& tempogram,
                          double elapsed_s) {
  if (clarity < parameters_.keep_clarity) {
    without_s_ += elapsed_s;
    confidence_ *= 0.9;
    if (without_s_ > parameters_.forget_s) reset();
    return;
  }
  without_s_ = 0;
  all_.add(probabilities, parameters_.memory_s, elapsed_s);
  recent_.add(probabilities, parameters_.recent_s, elapsed_s);
  if (tempo_bpm_ > 0)
    compare(tempogram, elapsed_s);
  else if (clarity >= parameters_.enter_clarity)
    enter(all_.likeliest(), tempogram);
  if (tempo_bpm_ == 0) return;
  const double clear = std::min(clarity / parameters_.enter_clarity, 1.0);
  confidence_ = std::clamp(all_.mass_at(tempo_bpm_) * clear, 0.0, 1.0);
}

void TempoChoice::enter(const Candidate& best, const Tempogram& tempogram) {
  if (best.mass >= parameters_.enter_mass) take(best.tempo_bpm, tempogram);
}

void TempoChoice::compare(const Tempogram& tempogram, double elapsed_s) {
  const Candidate best = all_.likeliest();
  if (same(best.tempo_bpm, tempo_bpm_)) {
    const double bpm = refine(tempogram, best.tempo_bpm, parameters_.hop_s);
    tempo_bpm_ += 0.25 * (bpm - tempo_bpm_);
    rival_ = {};
  } else if (best.mass < parameters_.margin * all_.mass_at(tempo_bpm_)) {
    rival_ = {};
  } else if (rival_.persists(best.tempo_bpm, elapsed_s, parameters_.change_s,
                             parameters_.tolerance)) {
    take(best.tempo_bpm, tempogram);
  }
  const Candidate recent = recent_.likeliest();
  if (!has_changed(recent)) {
    change_ = {};
  } else if (change_.persists(recent.tempo_bpm, elapsed_s,
                              parameters_.recent_change_s,
                              parameters_.tolerance)) {
    all_ = recent_;
    take(recent.tempo_bpm, tempogram);
  }
}

bool TempoChoice::has_changed(const Candidate& recent) const {
  for (const double factor : {1.0, 2.0, 3.0, 4.0, 1 / 2.0, 1 / 3.0, 1 / 4.0})
    if (same(recent.tempo_bpm, factor * tempo_bpm_)) return false;
  return recent.mass > parameters_.sure &&
         recent_.mass_at(tempo_bpm_) < parameters_.unlikely;
}

bool TempoChoice::same(double bpm, double other_bpm) const {
  // Accumulated over the grid's steps: twice as wide.
  return std::abs(bpm / other_bpm - 1) < 2 * parameters_.tolerance;
}

void TempoChoice::take(double bpm, const Tempogram& tempogram) {
  tempo_bpm_ = refine(tempogram, bpm, parameters_.hop_s);
  rival_ = change_ = {};
}

bool TempoChoice::Rival::persists(double bpm, double elapsed_s, double needed_s,
                                  double tolerance) {
  const bool again = lasting_s > 0 && std::abs(bpm / tempo_bpm - 1) < tolerance;
  lasting_s = again ? lasting_s + elapsed_s : elapsed_s;
  tempo_bpm = bpm;
  return lasting_s >= needed_s;
}

void TempoChoice::Memory::add(const TempoScorer::Values& probabilities,
                              double memory_s, double elapsed_s) {
  weight_s = weight_s * std::exp(-elapsed_s / memory_s) + elapsed_s;
  const auto step = static_cast<float>(elapsed_s / weight_s);
  for (size_t i = 0; i < likely.size(); ++i)
    likely[i] += (probabilities[i] - likely[i]) * step;
}

TempoChoice::Candidate TempoChoice::Memory::likeliest() const {
  // The five tempi, 10 %, that hold most; their centre.
  Candidate best;
  for (size_t first = 0; first + 5 <= likely.size(); ++first) {
    double sum = 0;
    double moment = 0;
    for (size_t i = first; i < first + 5; ++i) {
      sum += likely[i];
      moment += likely[i] * static_cast<double>(i);
    }
    if (sum <= best.mass) continue;
    best = {TempoGrid::tempo_bpm(moment / sum), sum};
  }
  return best;
}

double TempoChoice::Memory::mass_at(double bpm) const {
  const auto last = static_cast<long>(likely.size()) - 1;
  const long centre = std::lround(std::log2(bpm / TempoGrid::kLowest_bpm) *
                                  TempoGrid::kPerOctave);
  double sum = 0;
  for (long i = std::max(centre - 2, 0L); i <= std::min(centre + 2, last); ++i)
    sum += likely[static_cast<size_t>(i)];
  return sum;
}

void TempoChoice::reset() { *this = TempoChoice(parameters_); }

}  // namespace mood
