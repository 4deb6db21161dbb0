/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "metrics.h"

namespace mood::accuracy {

/// When the audio of a message is heard, seconds of running time.
struct Span {
  double start_s = 0;
  double end_s = 0;
};

/// What a `mood` message says.
struct MoodRecord {
  /// Shares in order of kGenreNames.
  using Genres = std::array<double, kGenreCount>;

  bool has_sound() const {
    return state != State::kUnknown && state != State::kSilence;
  }

  Span span;
  State state = State::kUnknown;
  std::string category;
  double confidence = 0;
  Metrics metrics;
  std::optional<Genres> genres;  ///< only where genres are reported
  Genre genre = Genre::kUnknown;
  std::string key;   ///< "" = none
  std::string mode;  ///< "" = none
};

/// What a `mood-beat` message says.
struct BeatRecord {
  Span span;
  double tempo_bpm = 0;
  double confidence = 0;
  unsigned bar_position = 0;
  /// How much had been heard at least when it was told: the end of the last
  /// mood before it.
  double heard_s = 0;
};

/// What a `mood-section` message says: the span is from when it happened to
/// when it was told.
struct SectionRecord {
  Span span;
  std::string section;
  std::string previous;  ///< section
  std::string event;
  double confidence = 0;
};

/// All that the analyzer says of a clip, in its order.
struct ClipRecord {
  std::vector<MoodRecord> moods;
  std::vector<BeatRecord> beats;
  std::vector<SectionRecord> sections;

  /// Adds an element message; those of other names are not looked at.
  /// @throws std::runtime_error that names the field if one is missing
  void add(const GstStructure& message);
};

}  // namespace mood::accuracy
