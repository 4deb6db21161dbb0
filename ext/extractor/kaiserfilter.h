/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

namespace mood {

/// The filter "kaiser_best" of resampy 0.4.2 between two rates: a sinc of 50
/// zeros at 0.917347 of the lower rate's Nyquist frequency under a Kaiser
/// window (beta 12.9846). Weights are what resampy interpolates from its table
/// of 8192 entries per zero, and lie where it has them: its tap distance is
/// cut to whole entries.
class KaiserFilter {
 public:
  KaiserFilter(double rate_hz, double output_rate_hz);

  /// Most taps to either side of an output sample.
  size_t wing() const { return wing_; }
  /// Table entries from tap to tap.
  size_t step() const { return step_; }
  /// Input frames per output sample, as resampy computes it.
  double increment() const { return 1 / ratio_; }

  /// Fills @p row, 2 * wing() long, with the weights of the output sample that
  /// lies @p fraction (0..1) behind input frame n: row[wing() - 1 - i] is for
  /// frame n - i, row[wing() + i] for frame n + 1 + i.
  void fill(double fraction, std::span<double> row) const;

 private:
  double entry(size_t index) const;
  /// The weight of tap @p tap of the wing that begins at @p offset entries.
  double weight(double offset, size_t tap) const;

  double ratio_;
  double scale_;  ///< zeros of the sinc per input frame
  size_t step_;
  size_t wing_;
};

}  // namespace mood
