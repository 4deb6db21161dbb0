/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "features/framing.h"
#include "features/inversestft.h"
#include "features/runningmedian.h"
#include "features/softmask.h"
#include "features/spectrogram.h"
#include "simd/isa.h"

namespace mood::features {

/// The harmonic part of the window: librosa.effects.harmonic, version 0.11,
/// which is istft(decompose.hpss(stft(y))[0]) with kernels of 31 frames and 31
/// bins, power 2 and margin 1 (Fitzgerald, "Harmonic/percussive separation
/// using median filtering", 2010). Everything is allocated by the constructor.
///
/// Only what stale frames change is computed. A frame's mask hangs on the 15
/// frames to either side of it, and within 15 frames of the window's ends on
/// the reflection there; a mask changes the audio up to 1024 samples away. With
/// [a, b) the frames whose masks change, which are
///   - the stale ones, widened by 15,
///   - after shift(), the first 15 and the last 15,
/// samples [(a - 2) * kHop, (b + 1) * kHop) are rewritten and frames
/// [a - 3, b + 3) transformed back. The result is that of Stale::all(), to the
/// bit.
class HarmonicSeparation {
 public:
  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit HarmonicSeparation(const Parameters& parameters);

  /// The window moves on: what was sample s + @p frames * kHop becomes s.
  /// Samples that come in at the end belong to frames which the next process()
  /// must be told are stale.
  void shift(size_t frames);
  /// Separates the window of @p spectrogram, at most maximum_samples long.
  /// @param stale frames of the spectrogram that differ from those of the call
  ///   before, shifted; all of them in the first call and where the length of
  ///   the window has changed.
  void process(Spectrogram& spectrogram, const Stale& stale);

  /// As long as the window; valid until the next call.
  std::span<const float> harmonic() const { return inverse_.samples(); }
  /// Samples of harmonic() that the last process() wrote.
  Stale changed() const { return changed_; }
  /// Sum of the squares of harmonic(). The percussive part has the rest of the
  /// window's energy.
  double harmonic_energy() const { return inverse_.energy(); }

 private:
  Stale masks_changed(const Stale& stale, size_t frames) const;
  Range separate(Spectrogram& spectrogram, const Range& frames);
  void separate_tile(Spectrogram& spectrogram, const Range& frames,
                     const Range& blocks);

  RunningMedian median_;
  SoftMask mask_;
  InverseStft inverse_;
  std::vector<const float*> table_;
  std::vector<float> harmonic_rows_;  ///< a tile of frames x kStride
  std::vector<float> percussive_rows_;
  bool shifted_ = false;
  Stale changed_;
};

}  // namespace mood::features
