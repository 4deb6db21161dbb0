/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "rhythm/tempogram.h"

namespace mood {

/// The tempi that are considered, 40..250 BPM in steps of 2 %, and what the
/// Tempogram says of each: the autocorrelation of every register at the period,
/// its multiples and its parts. Which of them stand out tells a beat from its
/// half, double or triplets (Percival & Tzanetakis 2014 look at the same for
/// one register).
class TempoGrid {
 public:
  static constexpr size_t kTempi = 96;
  static constexpr double kLowest_bpm = 40;
  static constexpr double kPerOctave = 36;
  /// Quarter, third, half, two thirds of the period; it; 3/2, 2, 3, 4 of it.
  static constexpr std::array<double, 9> kPeriods = {
      1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 1, 3.0 / 2, 2, 3, 4};
  /// Per tempo: the periods of the first series, of the second...
  static constexpr size_t kValues = Tempogram::kSeries * kPeriods.size();

  /// @p hop_s: a lag's unit.
  explicit TempoGrid(double hop_s);

  static double tempo_bpm(double place) {
    return kLowest_bpm * std::exp2(place / kPerOctave);
  }
  /// Reads @p tempogram; @p values: kTempi rows of kValues.
  void measure(const Tempogram& tempogram, std::span<float> values) const;

 private:
  /// Between two lags.
  struct Lag {
    size_t whole = 0;
    float part = 0;
    float weight = 0;  ///< 0 = beyond the tempogram
  };
  // A human or swung beat is not on the spot: the best of three is taken.
  static constexpr std::array<double, 3> kShifts = {0.988, 1, 1.012};

  std::vector<Lag> lags_;  ///< of all tempi, periods, shifts
};

}  // namespace mood
