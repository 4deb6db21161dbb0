/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <vector>

namespace mood {

/// Distribution of a value over a long, slowly fading past; tells quantiles.
class DecayingHistogram {
 public:
  struct Parameters {
    double lowest = 0;
    double highest = 1;
    size_t bins = 50;
    double memory = 2000;  ///< time constant, in values
  };

  explicit DecayingHistogram(const Parameters& parameters);

  void add(double value);
  /// The value below which the share @p rank (0..1) of the past lies,
  /// interpolated; lowest when empty.
  double quantile(double rank) const;
  /// Values remembered, in the sense of their weights.
  double weight() const { return total_ * scale_; }
  void reset();

 private:
  Parameters parameters_;
  std::vector<double> bins_;
  // Instead of fading all bins, each new value weighs more.
  double total_ = 0;
  double scale_ = 1;
};

}  // namespace mood
