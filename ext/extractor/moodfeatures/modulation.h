/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "moodfeatures/bandflux.h"
#include "moodfeatures/bandpass.h"

namespace mood {

/// Modulation spectrum of the rises in each register (see BandFlux): the
/// power of its fluctuation at 0.5-2 Hz (bars), 2-4 Hz (beats), 4-8 Hz (notes,
/// syllables) and 8-16 Hz (rolls, roughness), after the rhythm patterns of
/// Pampalk 2006 and Lidy & Rauber 2005, by band-pass filters at hop rate
/// instead of transforms. Level free.
class Modulation {
 public:
  static constexpr size_t kBands = 4;
  static constexpr size_t kValues = BandFlux::kRegisters * kBands;
  struct Parameters {
    double hop_s = 512 / 22050.0;
  };

  explicit Modulation(const Parameters& parameters);

  /// @p rise_db of one hop. Returns the filters' outputs squared, dB^2, per
  /// register and band; their mean over time is the modulation spectrum.
  std::array<float, kValues> process(
      std::span<const float, BandFlux::kRegisters> rise_db);
  void reset();

 private:
  std::array<BandPass, kValues> filters_;
};

}  // namespace mood
