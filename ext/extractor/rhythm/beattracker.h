/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "descriptors/descriptorbank.h"
#include "rhythm/barcounter.h"
#include "rhythm/barevidence.h"
#include "rhythm/beatchannels.h"
#include "rhythm/beatclock.h"
#include "rhythm/beatnetwork.h"
#include "rhythm/beatpointer.h"
#include "rhythm/beatspectrum.h"

namespace mood {

/// Beats, foretold: a trained network hears how likely each moment is a beat,
/// the bar pointer carries on what follows from that, the clock tells the
/// beats evenly, and bars are counted where the music shows them.
class BeatTracker {
 public:
  struct Told {
    double time_s = 0;
    double next_s = 0;
    double certainty = 0;       ///< of the phase, 0..1
    uint32_t bar_position = 0;  ///< 1.., 0 = not known
  };

  explicit BeatTracker(const BeatWeights& weights = beat_weights());

  /// The hop that @p bank has just described, its end at @p now_s. @p tempo_bpm
  /// 0 = none.
  void process(const DescriptorBank& bank, double now_s, double tempo_bpm);
  /// The beat that is due, at most one per hop; @p now_s as before.
  std::optional<Told> tell(double now_s);
  /// Nothing is told for a while; the beat is carried on.
  void pause();

  void reset();

 private:
  void hear(std::span<const float> step);

  BeatSpectrum spectrum_;
  BeatChannels channels_;
  BeatNetwork network_;
  BeatPointer pointer_;
  BeatClock clock_;
  BarEvidence evidence_;
  BarCounter counter_;
  double clearest_ = 0;  ///< activation, fading
  double certainty_ = 0;
};

}  // namespace mood
