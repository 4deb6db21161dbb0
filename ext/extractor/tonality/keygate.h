/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "tonality/keyscores.h"

namespace mood {

/// Whether there is a key at all. Remembers the chroma of the last ten seconds
/// and asks of it: tones that last (drums and clicks have none), that agree on
/// a tuning (noise and glides do not), of more than one pitch (a lone note has
/// no key), in a selection that fits some key better than the average one
/// (noise, clusters and twelve-tone rows use all alike).
class KeyGate {
 public:
  struct Parameters {
    double memory_s = 10;
    double least_heard_s = 1.5;
    double least_agreement = 0.1;         ///< TunedChroma's
    double least_agreement_chance = 0.1;  ///< added, over the seconds heard
    double least_held = 1.6;              ///< weight of lasting peaks per frame
    double least_classes = 3.2;           ///< effective number of pitch classes
    /// Of the likeliest key's score above the mean of all: chance alone makes
    /// one stand out in little time.
    double least_lead = 1.25;
    double least_lead_chance = 0.5;  ///< added, over the seconds heard
    double stays_open = 0.85;        ///< of all limits, once open
  };

  explicit KeyGate(const Parameters& parameters) : parameters_(parameters) {}

  /// @p agreement on the tuning, @p seconds since the last frame.
  void process(const ChromaFrame& chroma, double agreement, double seconds,
               const KeyWeights& weights);
  bool open() const { return open_; }
  /// Mean sum of a frame's chroma.
  double mean_total() const;
  void reset();

 private:
  /// Of the frame against the one 0.37 s before, which shares no sample.
  double held(const ChromaFrame& chroma);
  bool meets_limits(double agreement, const KeyWeights& weights) const;

  static constexpr size_t kLagFrames = 4;

  Parameters parameters_;
  ChromaFrame sum_{};    ///< of the past frames, fading
  double frames_ = 0;    ///< how many those are
  double heard_s_ = 0;   ///< likewise
  double held_sum_ = 0;  ///< likewise
  double held_frames_ = 0;
  std::array<ChromaFrame, kLagFrames> past_{};
  size_t past_count_ = 0;
  bool open_ = false;
};

}  // namespace mood
