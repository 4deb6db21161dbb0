/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/moodhistory.h"

#include <algorithm>

namespace mood {

MoodHistory::MoodHistory() : ring_(kBlocks) {}

bool MoodHistory::add(const MoodFeatureBank& bank, bool tone) {
  const HopFeatures& hop = bank.hop();
  if (hops_ == 0) last_hop_ = hop;
  now_.hops.add(hop.values(), last_hop_.values());
  last_hop_ = hop;
  if (tone) {
    if (!tone_known_) last_tone_ = bank.tone();
    tone_known_ = true;
    now_.tones.add(bank.tone().values(), last_tone_.values());
    last_tone_ = bank.tone();
  }
  for (size_t i = 0; i < now_.wave.size(); ++i) now_.wave[i] += bank.wave()[i];
  const double flux = hop.flux;
  now_.flux_powers[0] += flux * flux;
  now_.flux_powers[1] += flux * flux * flux;
  now_.flux_powers[2] += flux * flux * flux * flux;
  const double level_db = hop.dynamics.level_db;
  now_.level_cubes_db += level_db * level_db * level_db;
  correlate(hop);

  if (++hops_ % BlockSums::kHops != 0) return false;
  now_.hops.close();
  now_.tones.close();
  ring_[next_] = now_;
  next_ = (next_ + 1) % kBlocks;
  filled_ = std::min(filled_ + 1, kBlocks);
  now_ = {};
  return true;
}

void MoodHistory::correlate(const HopFeatures& hop) {
  const std::array<float, BlockSums::kSeries> values = {
      hop.flux, hop.flux_by_register.rise_db[0]};
  for (size_t s = 0; s < values.size(); ++s) {
    auto& recent = recent_[s];
    recent[hops_ % BlockSums::kLags] = values[s];
    const double now = values[s];
    for (size_t lag = 0; lag < BlockSums::kLags; ++lag)
      now_.products[s][lag] +=
          now * recent[(hops_ + BlockSums::kLags - lag) % BlockSums::kLags];
  }
}

const BlockSums& MoodHistory::span(size_t blocks) {
  total_ = {};
  for (size_t age = 1; age <= std::min(blocks, filled_); ++age)
    total_.add(ring_[(next_ + kBlocks - age) % kBlocks]);
  return total_;
}

void MoodHistory::reset() {
  next_ = filled_ = hops_ = 0;
  now_ = {};
  tone_known_ = false;
  for (auto& recent : recent_) recent.fill(0);
}

}  // namespace mood
