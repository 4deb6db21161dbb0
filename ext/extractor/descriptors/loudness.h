/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace mood {

/// Momentary (400 ms) and short-term (3 s) loudness in the manner of ITU-R
/// BS.1770-4 / EBU Tech 3341: K-weighting, mean square, -0.691 dB offset; one
/// channel, LUFS. Until a window is full it covers what has been heard.
/// The K filters are recomputed for the analysis rate from their analogue
/// prototypes (a shelf of 4 dB at 1.68 kHz, a high-pass at 38 Hz).
class Loudness {
 public:
  struct Parameters {
    double sample_rate_hz = 22050;
    size_t hop_frames = 512;
  };
  /// Reported for digital silence.
  static constexpr double kFloorDb = -100;

  explicit Loudness(const Parameters& parameters);

  void process(std::span<const float> hop);
  double momentary_db() const { return mean_db(momentary_hops_); }
  double short_term_db() const { return mean_db(power_.size()); }
  void reset();

 private:
  struct Biquad {
    double b0, b1, b2, a1, a2;
    double s1 = 0, s2 = 0;
    double process(double x);
    void settle();
  };
  static Biquad shelf(double sample_rate_hz);
  static Biquad high_pass(double sample_rate_hz);
  double mean_db(size_t hops) const;

  std::array<Biquad, 2> filters_;
  std::vector<double> power_;  ///< mean square per hop, a ring
  size_t momentary_hops_;
  size_t next_ = 0;
  size_t filled_ = 0;
};

}  // namespace mood
