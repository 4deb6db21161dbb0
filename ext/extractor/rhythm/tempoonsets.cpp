/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempoonsets.h"

#include <algorithm>

namespace mood {

namespace {

constexpr double kFloorRatio = 1e-5;  // of power, -50 dB
constexpr float kLargest_db = 20;
// The window (4 hops) has to lie within the sound, or its start is an onset.
constexpr size_t kWholeHops = 4;
// Where the registers begin: kick and bass; low tones; voice; snare; attacks;
// cymbals.
constexpr std::array<double, TempoOnsets::kRegisters> kFrom_hz = {
    0, 180, 450, 1000, 2200, 4500};

}  // namespace

TempoOnsets::TempoOnsets(const Spectrum& spectrum)
    : bands_({.floor_ratio = kFloorRatio}, spectrum) {
  for (size_t r = 0; r < kRegisters; ++r)
    edges_[r] = bands_.band_from(kFrom_hz[r]);
  edges_[kRegisters] = MelBands::kBands;
}

const TempoOnsets::Strengths& TempoOnsets::process(
    std::span<const float> magnitude) {
  bands_.process(magnitude);
  const auto now_db = bands_.level_db();
  Bands& before_db = before_db_[hops_ % kLag];
  strengths_.fill(0);
  if (hops_ >= kWholeHops) {
    for (size_t r = 0; r < kRegisters; ++r) {
      float sum = 0;
      for (size_t b = edges_[r]; b < edges_[r + 1]; ++b) {
        const float left = before_db[b > 0 ? b - 1 : b];
        const float right = before_db[std::min(b + 1, now_db.size() - 1)];
        const float rise = now_db[b] - std::max({left, before_db[b], right});
        sum += std::clamp(rise, 0.0f, kLargest_db);
      }
      strengths_[r] = sum / static_cast<float>(edges_[r + 1] - edges_[r]);
      strengths_[kRegisters] += strengths_[r] / kRegisters;
    }
  }
  std::copy(now_db.begin(), now_db.end(), before_db.begin());
  ++hops_;
  return strengths_;
}

void TempoOnsets::reset() {
  bands_.reset();
  hops_ = 0;
}

}  // namespace mood
