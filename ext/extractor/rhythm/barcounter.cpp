/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/barcounter.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kUsualBeats = 33;

// What a trait of each beat of a bar says for that bar, and of a bar of three
// (there was little music to fit these: the later beats count alike).
using Weights = std::array<BarEvidence::Traits, 4>;
constexpr Weights kFour = {{{0.14f, 0.40f, -0.68f, 7.58f, 2.33f},
                            {0.06f, -0.61f, 0.44f, -2.75f, -1.82f},
                            {-0.15f, 0.38f, -0.29f, -4.11f, -0.97f},
                            {-0.10f, -0.07f, 0.38f, -2.68f, 0.74f}}};
constexpr Weights kThree = {{{0.14f, 0.40f, -0.68f, 7.58f, 2.33f},
                             {-0.06f, -0.10f, 0.18f, -3.18f, -0.68f},
                             {-0.06f, -0.10f, 0.18f, -3.18f, -0.68f},
                             {}}};

}  // namespace

BarCounter::BarCounter(const Parameters& parameters)
    : parameters_(parameters),
      usual_{FadingMean(kUsualBeats), FadingMean(kUsualBeats),
             FadingMean(kUsualBeats), FadingMean(kUsualBeats),
             FadingMean(kUsualBeats)} {}

uint32_t BarCounter::count(double time_s, double period_s) {
  if (period_s_ > 0) {
    const double beats = (time_s - last_s_) / period_s_;
    const double whole = std::max(1.0, std::round(beats));
    const bool follows =
        std::abs(beats - whole) <= parameters_.slack &&
        std::abs(period_s / period_s_ - 1) <= parameters_.slack;
    if (!follows) reset();
    index_ += static_cast<size_t>(whole);
  }
  last_s_ = time_s;
  period_s_ = period_s;
  if (!telling_) return 0;
  const size_t meter = choice_.meter;
  return static_cast<uint32_t>((index_ + meter - choice_.first) % meter + 1);
}

void BarCounter::add(const BarEvidence::Traits& traits) {
  if (index_ == 0) return;
  const size_t beat = index_ - 1;
  for (size_t m = 0; m < kMeters.size(); ++m) {
    for (BarEvidence::Traits& sums : sums_[m])
      for (float& sum : sums) sum *= static_cast<float>(parameters_.keep);
  }
  for (size_t i = 0; i < traits.size(); ++i) {
    const auto unusual =
        static_cast<float>(traits[i] - usual_[i].process(traits[i]));
    for (size_t m = 0; m < kMeters.size(); ++m)
      sums_[m][beat % kMeters[m]][i] += unusual;
  }
  if (++heard_ >= parameters_.least_beats) choose();
}

BarCounter::Choice BarCounter::best_of(size_t meter, const Sums& sums) const {
  const Weights& weights = meter == 4 ? kFour : kThree;
  Choice choice{meter, 0, 0};
  double best = -1e9, second = -1e9;
  for (size_t first = 0; first < meter; ++first) {
    double score = 0;
    for (size_t j = 0; j < meter; ++j)
      for (size_t i = 0; i < BarEvidence::kTraits; ++i)
        score += weights[j][i] * sums[(first + j) % meter][i];
    if (score > best) {
      second = best;
      best = score;
      choice.first = first;
    } else {
      second = std::max(second, score);
    }
  }
  choice.lead = best - second;
  return choice;
}

void BarCounter::choose() {
  const Choice four = best_of(4, sums_[0]);
  const Choice three = best_of(3, sums_[1]);
  const bool is_three =
      three.lead > parameters_.three_over_four * four.lead + parameters_.unsure;
  const Choice found = is_three ? three : four;
  const bool same =
      found.meter == choice_.meter && found.first == choice_.first;
  telling_ = found.lead >= parameters_.sure ||
             (telling_ && same && found.lead >= parameters_.unsure);
  choice_ = found;
}

void BarCounter::reset() { *this = BarCounter(parameters_); }

}  // namespace mood
