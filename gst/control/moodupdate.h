/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "metrics.h"
#include "vocabulary.h"

/// What the analysis tells the scene mapper. Times are running times; the
/// numbers are finite and inside the ranges of Metrics: whoever fills these
/// structures from the outside checks them.
namespace mood {

/// The mood of the audio around running_time_ns.
struct MoodUpdate {
  uint64_t running_time_ns = 0;
  Metrics metrics;
  State state = State::kUnknown;
  std::string category;   ///< e.g. `rock_energetic_bright`, may be empty
  double confidence = 0;  ///< 0..1
};

/// One beat, as heard.
struct BeatUpdate {
  uint64_t running_time_ns = 0;
  std::optional<uint64_t> next_beat_ns;  ///< predicted running time
  double tempo_bpm = 0;
  double confidence = 0;      ///< 0..1
  uint32_t bar_position = 0;  ///< 1.., 0 = unknown
};

/// A section change or a structural event.
struct SectionUpdate {
  uint64_t running_time_ns = 0;  ///< when it happened
  uint64_t found_ns = 0;         ///< when it was recognised; 0 = at once
  std::string section;
  std::string previous_section;
  StructureEvent event = StructureEvent::kNone;
  double confidence = 1;  ///< 0..1; who does not tell is sure
};

}  // namespace mood
