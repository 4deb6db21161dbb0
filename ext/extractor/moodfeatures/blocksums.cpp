/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/blocksums.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

template <typename Array>
void add_each(Array& to, const Array& from) {
  std::transform(to.begin(), to.end(), from.begin(), to.begin(),
                 [](double a, double b) { return a + b; });
}

}  // namespace

template <size_t N>
double Moments<N>::deviation(size_t i) const {
  if (count == 0) return 0;
  const double average = mean(i);
  const double variance =
      square[i] / static_cast<double>(count) - average * average;
  return std::sqrt(std::max(variance, 0.0));
}

template <size_t N>
double Moments<N>::change(size_t i) const {
  return count > 0 ? std::sqrt(step[i] / static_cast<double>(count)) : 0;
}

template <size_t N>
double Moments<N>::drift(size_t i) const {
  if (blocks == 0) return 0;
  const double average = mean(i);
  return std::sqrt(std::max(level[i] / blocks - average * average, 0.0));
}

template struct Moments<HopFeatures::kCount>;
template struct Moments<ToneFeatures::kCount>;

void BlockSums::add(const BlockSums& other) {
  hops.add(other.hops);
  tones.add(other.tones);
  add_each(wave, other.wave);
  for (size_t s = 0; s < kSeries; ++s) add_each(products[s], other.products[s]);
  add_each(flux_powers, other.flux_powers);
  level_cubes_db += other.level_cubes_db;
}

}  // namespace mood
