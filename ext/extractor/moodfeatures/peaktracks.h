/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>

#include "moodfeatures/spectralpeaks.h"

namespace mood {

/// Follows peaks from frame to frame: steady tones go on, speech, drums and
/// noise do not; vibrato and glides move. Level free.
class PeakTracks {
 public:
  struct Frame {
    float continuity = 0;  ///< share of the strength that goes on, 0..1
    float motion = 0;      ///< of what goes on, mean step in semitones, 0..0.5
    float register_note = 0;    ///< centre of the peaks, MIDI note number
    float register_spread = 0;  ///< deviation around it, semitones
    float lowest_note = 0;      ///< 10 % of the strength lies below
    float density = 0;          ///< log2(1 + effective number of peaks)
  };

  Frame process(std::span<const SpectralPeak> peaks);
  void reset() { count_ = 0; }

 private:
  void follow(std::span<const SpectralPeak> peaks, float total,
              Frame& frame) const;

  std::array<float, SpectralPeaks::kMaximum> notes_ = {};  ///< last frame's
  size_t count_ = 0;
};

}  // namespace mood
