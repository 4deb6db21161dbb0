/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

namespace mood {

/// Sorts a value into three bands, 0..2. A band is left only when the value
/// is beyond the border by the margin, and has been for a while.
class SchmittBands {
 public:
  struct Parameters {
    std::array<double, 2> borders = {0.3, 0.7};
    double margin = 0.06;
    size_t persistence_hops = 86;  ///< beyond the border so long
    size_t dwell_hops = 215;       ///< least time in a band
  };

  explicit SchmittBands(const Parameters& parameters)
      : parameters_(parameters) {}

  size_t process(double value) {
    const size_t wanted = wanted_band(value);
    ++in_band_;
    beyond_ = wanted == band_ ? 0 : beyond_ + 1;
    const bool patient = beyond_ >= parameters_.persistence_hops &&
                         in_band_ >= parameters_.dwell_hops;
    if (fresh_ || patient) {
      if (wanted != band_) in_band_ = 0;
      band_ = wanted;
      beyond_ = 0;
      fresh_ = false;
    }
    return band_;
  }

  size_t band() const { return band_; }
  /// The next value decides alone.
  void reset() {
    fresh_ = true;
    band_ = 1;
    beyond_ = in_band_ = 0;
  }

 private:
  size_t wanted_band(double value) const {
    size_t band = 0;
    for (size_t i = 0; i < parameters_.borders.size(); ++i) {
      const double side = fresh_ ? 0 : band_ > i ? -1 : 1;
      if (value > parameters_.borders[i] + side * parameters_.margin)
        band = i + 1;
    }
    return band;
  }

  Parameters parameters_;
  size_t band_ = 1;
  size_t beyond_ = 0;
  size_t in_band_ = 0;
  bool fresh_ = true;
};

}  // namespace mood
