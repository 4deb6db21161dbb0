/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>
#include <vector>

#include "features/framing.h"
#include "features/spectrogram.h"

namespace mood::features {

/// Group "chroma": energy per pitch class, librosa.feature.chroma_stft
/// (n_chroma=12) of librosa 0.11. Per frame 12 values from C, the largest 1;
/// all 0 in digital silence.
class Chroma {
 public:
  static constexpr size_t kClasses = 12;
  struct Parameters {
    size_t maximum_frames = 0;
    Isa isa = preferred_isa();
  };
  explicit Chroma(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { rows_.shift(frames); }
  /// @p tuning in twelfths of an octave, [-0.5, 0.5). Where it differs from
  /// the last window's, every frame is computed anew.
  void process(const Spectrogram& spectrogram, double tuning,
               const Stale& stale);

  std::span<const float> row(size_t frame) const { return rows_.row(frame); }
  /// Mean and standard deviation over the frames.
  const std::array<double, kClasses>& mean() const { return mean_; }
  const std::array<double, kClasses>& deviation() const { return deviation_; }

 private:
  using Fold = void (*)(const float*, const float*, float*, float*);

  void build_bank(double tuning);
  void normalise(std::span<float> row) const;

  double tuning_;
  std::vector<float> bank_;   ///< kClasses rows of kPaddedBins weights
  std::vector<float> power_;  ///< scratch, kPaddedBins
  FrameMatrix<float> rows_;
  std::array<double, kClasses> mean_{};
  std::array<double, kClasses> deviation_{};
  Fold fold_;
};

}  // namespace mood::features
