/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mood {

/// Maps a feature to a value that is about normally distributed: piecewise
/// linear between knots; beyond the outermost it is clipped.
struct NormaliserWeights {
  std::span<const uint16_t> columns;  ///< features that are used
  std::span<const float> lowest;      ///< per used feature: the first knot
  std::span<const float> width;       ///< from there to the last
  std::span<const uint16_t> places;   ///< knots, 0..65535 = lowest..highest
  std::span<const float> levels;      ///< what the knots are mapped to
};

/// A kernel machine on a projection:
/// z = P x - m, y = sum_l exp(-width |z - z_l|^2) a_l + z b + c.
struct HeadWeights {
  std::span<const int8_t> projection;     ///< P, row by row, in steps
  std::span<const float> steps;           ///< per row
  std::span<const float> offset;          ///< m
  std::span<const int8_t> landmarks;      ///< z_l, one by one, in landmark_step
  std::span<const float> kernel_weights;  ///< a, all outputs of l = 0 first
  std::span<const float> linear_weights;  ///< b, likewise
  std::span<const float> bias;            ///< c
  float landmark_step;
  float width;

  constexpr size_t dimensions() const { return offset.size(); }
  constexpr size_t outputs() const { return bias.size(); }
  constexpr size_t count() const { return landmarks.size() / dimensions(); }
};

/// The network that judges moods; all in the order (valence, arousal).
struct MoodWeights {
  uint64_t layout;  ///< of the features, see span_feature_layout()
  NormaliserWeights normaliser;
  std::span<const float> gate;  ///< per value, and bias: how like a lone piano
  HeadWeights valence;
  HeadWeights arousal;
  HeadWeights piano;            ///< arousal of a lone piano
  std::array<float, 2> gains;   ///< undo the regression's shrinking
  std::array<float, 2> errors;  ///< deviation from people's ratings
  float familiar;               ///< kernel value that counts as known music
};

/// The network that judges genres, from the same values.
struct GenreWeights {
  HeadWeights head;  ///< ten genres in vocabulary order, and any other
  float sharpness;   ///< of the probabilities
};

/// Trained by training/train.py; moodweights.cpp, genreweights.cpp.
const MoodWeights& mood_weights();
const GenreWeights& genre_weights();

}  // namespace mood
