/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/songtone.h"

#include "structure/decibels.h"

namespace mood {

SongTone::SongTone(const Parameters& parameters)
    : parameters_(parameters),
      low_(parameters.memory_blocks),
      middle_(parameters.memory_blocks),
      high_(parameters.memory_blocks) {}

void SongTone::process(const HopSound& block) {
  const double total = block.total();
  if (total <= 1e-20) return;
  const double low = block.low() / total;
  if (decibels(low) < parameters_.bass_db) return;
  low_.process(low);
  middle_.process(block.middle() / total);
  high_.process(block.high() / total);
  ++heard_;
}

bool SongTone::misses_bass(const Portrait& passage) const {
  return heard_ >= parameters_.known_blocks &&
         passage.bass_db < decibels(low_.value()) - parameters_.missing_db;
}

double SongTone::treble_db() const {
  return decibels(high_.value()) - decibels(middle_.value());
}

void SongTone::reset() {
  low_.reset();
  middle_.reset();
  high_.reset();
  heard_ = 0;
}

}  // namespace mood
