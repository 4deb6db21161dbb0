/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "moodfeatures/melbands.h"

namespace mood {

/// Log-spectral flux by register: by how many dB the mel bands below 200 Hz,
/// below 2 kHz and above became louder since the last hop, and how many
/// quieter; means over the bands of the rises, or of the falls, alone. Many
/// and steep rises are percussion, falls without gaps between are staccato.
/// Level free.
class BandFlux {
 public:
  static constexpr size_t kRegisters = 3;
  struct Flux {
    std::array<float, kRegisters> rise_db = {};  ///< 0..60
    std::array<float, kRegisters> fall_db = {};  ///< 0..60
  };

  explicit BandFlux(const MelBands& bands);

  /// The first hop gives 0.
  Flux process(std::span<const float, MelBands::kBands> level_db);
  void reset() { primed_ = false; }

 private:
  std::array<size_t, kRegisters + 1> edges_;
  std::array<float, MelBands::kBands> last_db_ = {};
  bool primed_ = false;
};

}  // namespace mood
