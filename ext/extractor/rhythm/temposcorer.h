/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "rhythm/tempogrid.h"
#include "rhythm/tempoweights.h"

namespace mood {

/// Judges how likely each tempo of TempoGrid is the one that people tap, by a
/// log-linear model that was trained on labelled music:
///
///   score = w x + c hats(o) + (a z) o + (b z) o^2
///
/// with x what the tempogram says of the tempo, o the tempo in octaves from
/// 110 BPM, hats its place between equally spaced ones, and z how the music
/// sounds: a ballad is tapped slower than disco, though both may have the same
/// periods (Hockman & Fujinaga 2010; Peeters & Flocon-Cholet 2012).
class TempoScorer {
 public:
  static constexpr size_t kHats = 10;
  /// Values of the grid, then per series five that tell whether periods hold
  /// together.
  static constexpr size_t kInputs = TempoGrid::kValues + 5 * Tempogram::kSeries;
  using Values = std::array<float, TempoGrid::kTempi>;

  explicit TempoScorer(const TempoWeights& weights);

  /// How the music sounds, in order of span_feature_names(); until the next
  /// call. Nothing is known before the first.
  void set_sound(std::span<const float> features);
  void forget_sound() { slope_ = bend_ = 0; }
  /// @p grid: see TempoGrid::measure(). Logarithms of likelihoods, up to a
  /// common term. Valid until the next call, as are probabilities().
  const Values& scores(std::span<const float> grid);
  /// The same as probabilities that sum to 1.
  const Values& probabilities(std::span<const float> grid);

 private:
  float evidence(std::span<const float> row) const;
  float preference(size_t tempo) const;

  const TempoWeights& weights_;
  float slope_ = 0;  ///< a z
  float bend_ = 0;   ///< b z
  Values values_ = {};
};

}  // namespace mood
