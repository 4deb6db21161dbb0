/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "featureset.h"
#include "vocabulary.h"

namespace mood {

/// The mood metrics at one moment. All are 0..1 except tempo_bpm.
/// Plain data: it crosses the process border as it is.
struct Metrics {
  double energy = 0;             ///< arousal, 1 = excited
  double valence = 0.5;          ///< 1 = pleasant
  double intensity = 0;          ///< how hard the music presses, 1 = hardest
  double brightness = 0;         ///< spectral centre of mass, 1 = brilliant
  double beat_strength = 0;      ///< how much the beat stands out
  double warmth = 0;             ///< share of low-mid energy, 1 = warm
  double rhythm_regularity = 0;  ///< 1 = metronomic
  double harmonic_ratio = 0;     ///< 1 = all tone, 0 = all noise and clicks
  double complexity = 0;         ///< spectral spread and change
  double tempo_bpm = 0;          ///< beats per minute, 0 = none
  double tempo_confidence = 0;   ///< 0..1
};
static_assert(std::is_trivially_copyable_v<Metrics>);

/// A metric and the name by which it travels.
struct MetricField {
  const char* name;
  double Metrics::*value;
  bool is_share = true;  ///< 0..1
};
inline constexpr std::array<MetricField, 11> kMetricFields = {{
    {"energy", &Metrics::energy},
    {"valence", &Metrics::valence},
    {"intensity", &Metrics::intensity},
    {"brightness", &Metrics::brightness},
    {"beat-strength", &Metrics::beat_strength},
    {"warmth", &Metrics::warmth},
    {"rhythm-regularity", &Metrics::rhythm_regularity},
    {"harmonic-ratio", &Metrics::harmonic_ratio},
    {"complexity", &Metrics::complexity},
    {"tempo", &Metrics::tempo_bpm, false},
    {"tempo-confidence", &Metrics::tempo_confidence},
}};

/// How much stands behind a mood.
enum class AnalysisDepth : uint32_t {
  kBasic,     ///< the streaming analysis alone
  kAdvanced,  ///< the features of a window too
};
inline constexpr std::array<std::string_view, 2> kAnalysisDepthNames = {
    "basic", "advanced"};

/// Pitch class of music that is in no key: silence, noise, or not known yet.
inline constexpr uint32_t kNoKey = kPitchClassNames.size();

/// The key that music is in.
struct KeyEstimate {
  double confidence = 0;          ///< 0..1, 0 = no key
  uint32_t pitch_class = kNoKey;  ///< index into kPitchClassNames, or kNoKey
  Mode mode = Mode::kMinor;       ///< means nothing without a key
};

/// The style of the song so far.
struct GenreEstimate {
  /// In order of kGenreNames; their sum is 1, or 0 before there is evidence.
  std::array<float, kGenreCount> probabilities{};
  float confidence = 0;  ///< 0..1: that genre, or the likeliest, is it
  float sub_genre_confidence = 0;        ///< 0..1, 0 = no sub-genre
  Genre genre = Genre::kUnknown;         ///< unknown when unsure
  SubGenre sub_genre = SubGenre::kNone;  ///< one of genre's, or none
  uint8_t reserved[2] = {};
};
static_assert(std::is_trivially_copyable_v<GenreEstimate>);

/// What one analysis says about the audio up to a moment.
struct MoodFrame {
  Metrics metrics;
  double confidence = 0;  ///< 0..1: evidence behind state and category
  State state = State::kUnknown;
  Category category;  ///< with a genre only if the analysis is advanced
  Section section = Section::kUnknown;  ///< unknown if the analysis is basic
  uint8_t reserved[2] = {};
  KeyEstimate key;
  AnalysisDepth depth = AnalysisDepth::kBasic;
  GenreEstimate genre;  ///< means nothing if the analysis is basic
};

/// One beat, as heard.
struct Beat {
  double offset_s = 0;        ///< seconds, from the start of the timeline
  double tempo_bpm = 0;       ///< at this beat, 0 = none
  double confidence = 0;      ///< 0..1
  double next_offset_s = 0;   ///< predicted next beat, same scale; 0 = none
  uint32_t bar_position = 0;  ///< 1.., 0 = unknown
};

/// A new section of the song, an event in it, or both at once. Without a new
/// section, section and previous are the same. Offsets count seconds from the
/// start of the timeline.
struct SectionChange {
  double offset_s = 0;       ///< when it happened
  double told_offset_s = 0;  ///< when it could be known, not before offset_s
  double confidence = 0;     ///< 0..1
  Section section = Section::kUnknown;
  Section previous = Section::kUnknown;
  StructureEvent event = StructureEvent::kNone;
};

}  // namespace mood
