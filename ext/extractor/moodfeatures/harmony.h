/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "moodfeatures/pitchprofile.h"

namespace mood {

/// What sounds together, from pitch classes smoothed over a third of a second.
class Harmony {
 public:
  struct Parameters {
    float memory_frames = 4;  ///< of the smoothing
    size_t lag_frames = 8;    ///< over which change is measured, 0.75 s
  };
  struct Frame {
    /// Correlation of the classes with themselves, moved by 1..6 semitones,
    /// over that without moving: 0..1. Minor seconds, ..., tritone.
    std::array<float, 6> intervals = {};
    /// Of the fifths, minor and major thirds circles (Harte et al. 2006),
    /// -1..1.
    std::array<float, 6> tonnetz = {};
    float major = 0;    ///< best cosine with a major triad, 0..1
    float minor = 0;    ///< best cosine with a minor triad, 0..1
    float entropy = 0;  ///< 0 = one pitch class, 1 = all alike
    float change = 0;   ///< half the L1 distance to the classes lag ago, 0..1
  };

  explicit Harmony(const Parameters& parameters) : parameters_(parameters) {}

  Frame process(const PitchClasses& classes);
  void reset();

 private:
  static constexpr size_t kMaximumLag = 16;

  Parameters parameters_;
  PitchClasses smooth_ = {};
  float weight_ = 0;
  std::array<PitchClasses, kMaximumLag> past_ = {};
  size_t count_ = 0;
};

}  // namespace mood
