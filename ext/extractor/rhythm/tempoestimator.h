/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

#include "descriptors/descriptorbank.h"
#include "rhythm/pulse.h"
#include "rhythm/tempochoice.h"
#include "rhythm/tempolistener.h"
#include "rhythm/temposcorer.h"

namespace mood {

/// The tempo that people would tap, live: periodicities of six registers over
/// the last 10 s or so, judged by a small trained network, accumulated and
/// held. process() performs no allocation, locking or I/O.
class TempoEstimator {
 public:
  struct Estimate {
    double tempo_bpm = 0;   ///< 0 = none
    double confidence = 0;  ///< 0..1, 0 with no tempo
    double clarity = 0;     ///< how well the flux repeats, 0..1
    double salience = 0;    ///< part of the flux that falls on the beat, 0..1
  };

  explicit TempoEstimator(const TempoWeights& weights = tempo_weights());

  /// How the music of the last seconds sounds, in order of
  /// span_feature_names(): which octave of the tempo people would tap follows
  /// from that as well. Empty: not known. Referred to until the next call.
  void set_sound(std::span<const float> features) { sound_ = features; }
  /// One hop that @p bank has just described as @p descriptors. @p sounding is
  /// false in silence; after some seconds of it all is forgotten.
  void process(const DescriptorBank& bank, const Descriptors& descriptors,
               bool sounding);
  /// Updated twice a second.
  const Estimate& estimate() const { return estimate_; }

  /// A jump: filters are emptied, the tempo stays.
  void start_timeline();
  /// Forgets everything.
  void start_song();

 private:
  void update_pulse();

  Pulse pulse_;
  TempoListener listener_;
  TempoScorer scorer_;
  TempoChoice choice_;
  std::span<const float> sound_;
  Estimate estimate_;
  size_t hops_ = 0;
  size_t silent_hops_ = 0;
  double loudest_db_ = -200;  ///< of the last minute or so
};

}  // namespace mood
