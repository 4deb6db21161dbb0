/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>

namespace mood {

/// Exponential mean that is exact from the first value on: until the time
/// constant has passed it is the plain mean of what came.
class Smoother {
 public:
  /// @p memory_hops: time constant, in values.
  explicit Smoother(double memory_hops) : memory_hops_(memory_hops) {}

  void set_memory(double memory_hops) { memory_hops_ = memory_hops; }

  double process(double value) {
    weight_ = std::min(weight_ + 1, std::max(memory_hops_, 1.0));
    value_ += (value - value_) / weight_;
    return value_;
  }
  double value() const { return value_; }
  bool empty() const { return weight_ == 0; }
  /// The mean shrinks to @p part of itself.
  void shrink(double part) { value_ *= part; }
  void reset() { value_ = weight_ = 0; }

 private:
  double memory_hops_;
  double value_ = 0;
  double weight_ = 0;
};

}  // namespace mood
