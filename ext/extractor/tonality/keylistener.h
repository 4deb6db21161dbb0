/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/spectrum.h"
#include "tonality/decimator.h"
#include "tonality/tonepeaks.h"
#include "tonality/tunedchroma.h"

namespace mood {

/// What the key is judged by: the tuned chroma of the last 0.37 s, eleven
/// times a second. process() performs no allocation.
class KeyListener {
 public:
  static constexpr double kSampleRate_hz = 22050;
  static constexpr size_t kHopFrames = 512;
  static constexpr size_t kHopsPerFrame = 4;
  static constexpr double kFrame_s =
      double(kHopFrames * kHopsPerFrame) / kSampleRate_hz;

  KeyListener();

  /// Takes kHopFrames samples; true if chroma() is a new one.
  bool process(std::span<const float> hop);
  const ChromaFrame& chroma() const { return chroma_; }
  /// Of the tones heard lately on a tuning, 0..1.
  double agreement() const { return tuned_.agreement(); }
  /// The audio that follows does not continue what was heard.
  void start_timeline();
  /// Forgets the tuning, too.
  void reset();

 private:
  Decimator decimator_{kHopFrames};
  Spectrum spectrum_;
  TonePeaks peaks_;
  TunedChroma tuned_{{}};
  std::vector<float> pending_;  ///< hops since the last frame, decimated
  size_t filled_ = 0;           ///< of pending_
  ChromaFrame chroma_{};
};

}  // namespace mood
