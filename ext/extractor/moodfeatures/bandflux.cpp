/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/bandflux.h"

#include <algorithm>

namespace mood {

BandFlux::BandFlux(const MelBands& bands)
    : edges_{0, bands.band_from(200), bands.band_from(2000), MelBands::kBands} {
}

BandFlux::Flux BandFlux::process(
    std::span<const float, MelBands::kBands> level_db) {
  Flux flux;
  for (size_t r = 0; primed_ && r < kRegisters; ++r) {
    for (size_t b = edges_[r]; b < edges_[r + 1]; ++b) {
      const float change = level_db[b] - last_db_[b];
      flux.rise_db[r] += std::max(change, 0.0f);
      flux.fall_db[r] += std::max(-change, 0.0f);
    }
    const auto count = static_cast<float>(edges_[r + 1] - edges_[r]);
    flux.rise_db[r] /= count;
    flux.fall_db[r] /= count;
  }
  std::copy(level_db.begin(), level_db.end(), last_db_.begin());
  primed_ = true;
  return flux;
}

}  // namespace mood
