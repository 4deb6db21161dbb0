/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "signals.h"

namespace mood::test {

/// A handful of instruments that play into a mono mix and a side signal
/// (added to the even channels, subtracted from the odd ones). Times are in
/// seconds, notes are MIDI numbers.
class Synth {
 public:
  Synth(double rate_hz, double seconds, uint32_t seed);

  void kick(double start_s, double gain);
  void snare(double start_s, double gain);
  void hat(double start_s, double decay_s, double gain);
  void bass(double start_s, double length_s, int note, double gain);
  void pluck(double start_s, int note, double gain);
  void lead(double start_s, double length_s, int note, double gain);

  struct Pad {
    double start_s = 0, length_s = 0;
    double cutoff_from_hz = 0, cutoff_to_hz = 0;  ///< exponential sweep
    double gain_from = 0, gain_to = 0;
    double attack_s = 0.3, release_s = 0.3;
  };
  /// Detuned saws through a low-pass.
  void pad(const Pad& shape, std::span<const int> notes);
  /// A band of noise that climbs and swells.
  void riser(double start_s, double length_s, double gain);
  /// Feeds back what was played, @p delay_s later, in the given span.
  void echo(double start_s, double end_s, double delay_s, double feedback);
  /// Digital silence, after a short fade before its start.
  void mute(double start_s, double end_s);

  std::vector<float> interleaved(int channels, double gain) const;

 private:
  struct Span {
    size_t first, last;
  };
  Span span(double start_s, double length_s) const;
  void add(double start_s, double length_s,
           const std::function<float(double)>& voice);

  double rate_hz_;
  Noise noise_;
  std::vector<float> mid_;
  std::vector<float> side_;
};

}  // namespace mood::test
