/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

namespace mood {

/// Mean in which every value weighs less than the next one by the same
/// factor; exact from the first value on.
class FadingMean {
 public:
  /// @p memory: time constant, in values.
  explicit FadingMean(double memory) : keep_(1 - 1 / memory) {}

  double process(double value) {
    weight_ = weight_ * keep_ + 1;
    value_ += (value - value_) / weight_;
    return value_;
  }
  double value() const { return value_; }
  /// Begins anew with what is believed beforehand, as if @p weight values had
  /// said so.
  void reset(double belief = 0, double weight = 0) {
    value_ = belief;
    weight_ = weight;
  }

 private:
  double keep_;
  double value_ = 0;
  double weight_ = 0;
};

}  // namespace mood
