/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

#include "metrics.h"
#include "tonality/keyfilter.h"
#include "tonality/keygate.h"
#include "tonality/keylistener.h"

namespace mood {

/// The key of a song, live: KeyListener's chroma, weighed by profiles fitted to
/// labelled music, added up by KeyFilter, told while KeyGate finds that there
/// is one. Level free. process() performs no allocation.
class KeyTracker {
 public:
  struct Parameters {
    double gain = 0.5;            ///< of the evidence
    double lead_to_change = 0.7;  ///< nepers of the odds, over the key told
    double forgets_after_s = 10;  ///< of silence
  };

  KeyTracker() : KeyTracker(Parameters(), kKeyWeights) {}
  /// @p weights must outlive the tracker.
  KeyTracker(const Parameters& parameters, const KeyWeights& weights);

  /// One hop of 512 samples at 22 050 Hz; @p sounding false in silence, which
  /// says nothing of the key and ends it if it lasts.
  void process(std::span<const float> hop, bool sounding);
  /// pitch_class kNoKey and confidence 0 when there is none or it is not known
  /// yet; else confidence is the probability that tonic and mode are right.
  const KeyEstimate& estimate() const { return estimate_; }
  /// Of the key told over the likeliest other one, nepers of their odds; what
  /// confidence is made of. 0 when there is none.
  double lead() const { return lead_; }
  /// After a jump: filters are emptied, the key so far stays.
  void start_timeline();
  /// Forgets everything.
  void start_song();

 private:
  void weigh(const ChromaFrame& chroma);
  void tell();

  Parameters parameters_;
  const KeyWeights& weights_;
  KeyListener listener_;
  KeyGate gate_{{}};
  KeyFilter filter_{{}};
  KeyEstimate estimate_;
  double lead_ = 0;
  size_t told_ = kKeyCount;  ///< the key told last
  double silent_s_ = 0;
};

}  // namespace mood
