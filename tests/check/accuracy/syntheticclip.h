/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "heardclip.h"

namespace mood::accuracy::test {

/// A clip of @p seconds with a message a second, all of one state and of
/// neutral metrics, by the artist @p artist.
inline HeardClip synthetic_clip(const std::string& artist, int seconds,
                                State state = State::kGroove) {
  HeardClip heard;
  heard.clip.set = "set";
  heard.clip.artist = artist;
  for (int i = 0; i < seconds; ++i) {
    MoodRecord mood{.span = {double(i), double(i + 1)}, .state = state};
    mood.metrics.energy = mood.metrics.valence = 0.5;
    heard.record.moods.push_back(mood);
  }
  return heard;
}

}  // namespace mood::accuracy::test
