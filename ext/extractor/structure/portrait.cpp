/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/portrait.h"

#include <algorithm>
#include <cmath>

#include "structure/decibels.h"

namespace mood {

namespace {

// Bands are told from silence down to so far below the whole.
constexpr double kFloorShare = 3e-5;
// Chords move on: chroma says something after 6 s.
constexpr double kChromaBlocks = 32;
constexpr double kLongest = 160;
constexpr double kFluxDb = 25;
constexpr double kTrebleShare = 0.3;
constexpr double kChromaDb = 6;

void mix(double& value, double other, double share) {
  value += share * (other - value);
}

}  // namespace

Portrait Portrait::of(const BlockHistory& history, size_t newest,
                      size_t blocks) {
  const double share = 1 / static_cast<double>(blocks);
  HopSound sum;
  double total = 0, classes = 0;
  for (size_t i = newest; i < newest + blocks; ++i) {
    const HopSound& block = history.ago(i);
    for (size_t b = 0; b < HopSound::kBands; ++b)
      sum.power[b] += block.power[b];
    total += block.total() * share;
  }
  Portrait portrait;
  for (size_t i = newest; i < newest + blocks; ++i) {
    const HopSound& block = history.ago(i);
    for (size_t b = 0; b < HopSound::kBands; ++b)
      portrait.shape_db[b] +=
          share *
          decibels(static_cast<double>(block.power[b]) + kFloorShare * total);
    for (size_t c = 0; c < HopSound::kClasses; ++c) {
      portrait.chroma[c] += static_cast<double>(block.chroma[c]);
      classes += static_cast<double>(block.chroma[c]);
    }
    portrait.flux += share * static_cast<double>(block.flux);
  }
  double mean = 0;
  for (const double band : portrait.shape_db) mean += band / HopSound::kBands;
  for (double& band : portrait.shape_db) band -= mean;
  for (double& pitch : portrait.chroma) pitch /= std::max(classes, 1e-9);
  const double floor = kFloorShare * sum.total() + 1e-20;
  portrait.level_db = decibels(total);
  portrait.bass_db = decibels((sum.low() + floor) / (sum.total() + floor));
  portrait.treble_db = decibels((sum.high() + floor) / (sum.middle() + floor));
  portrait.blocks = static_cast<double>(blocks);
  return portrait;
}

double Portrait::energy_db() const {
  return level_db + kFluxDb * flux + kTrebleShare * treble_db;
}

void Portrait::blend(const Portrait& other) {
  blocks = std::min(blocks, kLongest);
  const double share = other.blocks / (blocks + other.blocks);
  for (size_t b = 0; b < HopSound::kBands; ++b)
    mix(shape_db[b], other.shape_db[b], share);
  for (size_t c = 0; c < HopSound::kClasses; ++c)
    mix(chroma[c], other.chroma[c], share);
  mix(flux, other.flux, share);
  mix(level_db, other.level_db, share);
  mix(bass_db, other.bass_db, share);
  mix(treble_db, other.treble_db, share);
  blocks += other.blocks;
}

double distance_db(const Portrait& a, const Portrait& b) {
  double sum = 0, classes = 0;
  for (size_t i = 0; i < HopSound::kBands; ++i) {
    const double difference = a.shape_db[i] - b.shape_db[i];
    sum += difference * difference;
  }
  for (size_t i = 0; i < HopSound::kClasses; ++i)
    classes += std::abs(a.chroma[i] - b.chroma[i]);
  const double flux = kFluxDb * (a.flux - b.flux);
  const double timbre = std::sqrt((sum + flux * flux) / (HopSound::kBands + 1));
  const bool harmony = a.blocks >= kChromaBlocks && b.blocks >= kChromaBlocks;
  return timbre + (harmony ? kChromaDb * classes / 2 : 0);
}

}  // namespace mood
