/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

namespace mood {

/// One hop of sound, as the structure of a song is heard from it.
struct HopSound {
  static constexpr size_t kBands = 16;
  static constexpr size_t kClasses = 12;
  static constexpr size_t kLowEnd = 3;   ///< bands below 150 Hz: kick, bass
  static constexpr size_t kMidEnd = 11;  ///< bands below 2 kHz

  std::array<float, kBands> power = {};     ///< linear, 32 Hz to 11 kHz
  std::array<float, kClasses> chroma = {};  ///< weight of C..B, level free
  float flux = 0;                           ///< nepers per hop
  float onset_rate_hz = 0;

  /// Power of the bands from @p first up to, without, @p end.
  double sum(size_t first, size_t end) const {
    double total = 0;
    for (size_t band = first; band < end; ++band)
      total += static_cast<double>(power[band]);
    return total;
  }
  double low() const { return sum(0, kLowEnd); }
  double middle() const { return sum(kLowEnd, kMidEnd); }
  double high() const { return sum(kMidEnd, kBands); }
  double total() const { return sum(0, kBands); }
};

}  // namespace mood
