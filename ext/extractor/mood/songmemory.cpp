/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/songmemory.h"

#include <algorithm>

#include "mood/share.h"

namespace mood {

namespace {

// Within so much of the loud parts nothing is lowered: verses breathe.
constexpr double kTolerance_db = 6;
constexpr double kLoweringPerDb = 0.02;  // relative
constexpr double kLargestLowering = 0.3;
// Ranges that count as none and as full.
constexpr double kNarrow = 0.15;
constexpr double kWide = 0.45;
constexpr double kNarrow_db = 4;
constexpr double kWide_db = 10;
constexpr double kLargestPull = 0.4;

}  // namespace

SongMemory::SongMemory(const Parameters& parameters)
    : parameters_(parameters),
      energy_({.lowest = 0,
               .highest = 1,
               .bins = 50,
               .memory = parameters.memory_s * parameters.hops_per_s}),
      loudness_db_({.lowest = -90,
                    .highest = 10,
                    .bins = 100,
                    .memory = parameters.memory_s * parameters.hops_per_s}) {}

void SongMemory::process(double energy, double loudness_db) {
  energy_.add(energy);
  loudness_db_.add(loudness_db);
  if (hops_++ % 10 != 0) return;
  energies_ = {energy_.quantile(0.1), energy_.quantile(0.9)};
  loudnesses_db_ = {loudness_db_.quantile(0.1), loudness_db_.quantile(0.9)};
}

double SongMemory::Range::rank(double value) const {
  return width() > 0 ? share(value, low, high) : 0.5;
}

double SongMemory::place(double energy, double loudness_db) const {
  const double evidence =
      std::min(1.0, energy_.weight() /
                        (parameters_.evidence_s * parameters_.hops_per_s));
  if (evidence == 0) return energy;
  const double below_db = loudnesses_db_.high - loudness_db - kTolerance_db;
  const double lowering =
      std::clamp(below_db * kLoweringPerDb, 0.0, kLargestLowering);
  const double by_loudness =
      0.5 * share(loudnesses_db_.width(), kNarrow_db, kWide_db);
  const double rank = (1 - by_loudness) * energies_.rank(energy) +
                      by_loudness * loudnesses_db_.rank(loudness_db);
  const double pull = kLargestPull * share(energies_.width(), kNarrow, kWide);
  const double placed = (energy + pull * (rank - energy)) * (1 - lowering);
  return std::clamp(energy + evidence * (placed - energy), 0.0, 1.0);
}

void SongMemory::reset() {
  energy_.reset();
  loudness_db_.reset();
  energies_ = loudnesses_db_ = {};
  hops_ = 0;
}

}  // namespace mood
