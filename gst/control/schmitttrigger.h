/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

namespace mood {

/// A threshold with hysteresis: on above threshold + margin, off below
/// threshold - margin, in between it stays. The first value is judged by the
/// bare threshold.
class SchmittTrigger {
 public:
  constexpr SchmittTrigger(double threshold, double margin)
      : threshold_(threshold), margin_(margin) {}

  bool update(double value) {
    if (!known_) {
      known_ = true;
      on_ = value > threshold_;
    } else if (value > threshold_ + margin_) {
      on_ = true;
    } else if (value < threshold_ - margin_) {
      on_ = false;
    }
    return on_;
  }

  bool on() const { return on_; }

 private:
  double threshold_;
  double margin_;
  bool known_ = false;
  bool on_ = false;
};

}  // namespace mood
