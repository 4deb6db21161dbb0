/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <vector>

#include "vocabulary.h"

namespace mood::test {

/// One part of the tune and the states that describe it well.
struct TuneSection {
  const char* name;
  double start_s, end_s;
  std::vector<State> allowed;
};

/// Variations for tests that want a second opinion.
struct TuneParameters {
  double bpm = 120;
  uint32_t seed = 1;  ///< of the noise in drums and riser
  int transpose = 0;  ///< semitones
};

/// A piece of electronic music written for this project and synthesised here:
/// calm, build, drop, a stop, calm, groove, end; 88 s at 120 BPM, exactly the
/// bars that tune_sections() tells. Interleaved, in 16-bit steps, the same on
/// every machine. Channels beyond two repeat the first two.
std::vector<float> synthesise_tune(double rate_hz, int channels,
                                   const TuneParameters& parameters = {});

std::vector<TuneSection> tune_sections(const TuneParameters& parameters = {});

}  // namespace mood::test
