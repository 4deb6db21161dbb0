/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>
#include <vector>

#include "features/constantq.h"
#include "features/framing.h"
#include "simd/isa.h"

namespace mood::features {

/// Group "tonnetz": librosa.feature.tonnetz(y=harmonic, sr=22050) of librosa
/// 0.11, mean and spread. Chroma from the constant-Q transform (chroma_cqt),
/// then the tonal centroid of Harte, Sandler and Gasser (2006).
class Tonnetz : private ConstantQ::Sink {
 public:
  static constexpr size_t kClasses = 12;
  static constexpr size_t kCoordinates = 6;

  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit Tonnetz(const Parameters& parameters);

  /// The window moves on: what was sample s + @p frames * kHop of the harmonic
  /// part becomes sample s.
  void shift(size_t frames) { constant_q_.shift(frames); }
  /// @param harmonic the window's harmonic part, at most maximum_samples; below
  /// 1e-19 it counts as silence.
  /// @param changed ranges of its samples that differ from the signal of the
  /// call before, moved on; Stale::all(samples) for an unrelated window.
  /// @param tuning_bins tuning of the harmonic part in bins of 1/36 octave,
  /// [-0.5, 0.5).
  void process(std::span<const float> harmonic, const Stale& changed,
               double tuning_bins);

  /// Mean over the frames of the two coordinates, -1..1, on the circle of
  /// fifths, of minor thirds and (-0.5..0.5) of major thirds.
  std::span<const double> mean() const { return mean_; }
  /// 1 - standard deviation over all coordinates of all frames.
  double stability() const { return stability_; }

  /// chroma_cqt of one frame, from C, maximum 1 unless silent.
  std::array<double, kClasses> chroma(size_t frame) const;
  /// Coordinates of one frame.
  std::array<double, kCoordinates> centroid(size_t frame) const;

 private:
  void take(size_t octave, size_t first_frame, size_t count,
            const ConstantQ::Magnitudes& magnitudes) override;

  ConstantQ constant_q_;
  /// Magnitudes by pitch class, ConstantQ::kLanes frames side by side.
  std::vector<float> chroma_;
  std::array<std::array<double, kClasses>, kCoordinates> circles_;
  std::array<double, kCoordinates> mean_{};
  double stability_ = 1;
};

}  // namespace mood::features
