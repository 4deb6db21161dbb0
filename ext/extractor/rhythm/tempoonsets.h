/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "descriptors/spectrum.h"
#include "moodfeatures/melbands.h"

namespace mood {

/// Onset strength in six registers, for the tempo: by how many dB the mel
/// bands of a register rose over two hops, against the loudest of three
/// neighbours then, so that vibrato does not count (Boeck & Widmer 2013,
/// SuperFlux; registers as in Scheirer 1998 and Klapuri, Eronen & Astola 2006).
/// Level free: sound 50 dB below the music's mean is not heard.
class TempoOnsets {
 public:
  static constexpr size_t kRegisters = 6;
  /// The registers, and the mean of them.
  static constexpr size_t kStrengths = kRegisters + 1;
  using Strengths = std::array<float, kStrengths>;

  /// @p spectrum: layout of what process() gets; not run.
  explicit TempoOnsets(const Spectrum& spectrum);

  /// One hop's spectrum. The strengths are dB, 0..20.
  const Strengths& process(std::span<const float> magnitude);
  void reset();

 private:
  static constexpr size_t kLag = 2;
  using Bands = std::array<float, MelBands::kBands>;

  MelBands bands_;
  std::array<size_t, kRegisters + 1> edges_ = {};
  std::array<Bands, kLag> before_db_ = {};
  size_t hops_ = 0;
  Strengths strengths_ = {};
};

}  // namespace mood
