/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/traitreader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "moodfeatures/spanfeatures.h"

namespace mood {
namespace {

struct Source {
  std::string_view feature;
  double SongTraits::*trait;
};
constexpr std::array<Source, 11> kSources = {{
    {"flux.m", &SongTraits::flux},
    {"rise0.m", &SongTraits::bass_rise_db},
    {"rise2.m", &SongTraits::treble_rise_db},
    {"bass-pulse-clarity", &SongTraits::bass_pulse},
    {"bass.m", &SongTraits::bass_share},
    {"treble.m", &SongTraits::treble_share},
    {"centroid.m", &SongTraits::brightness_octaves},
    {"flatness.m", &SongTraits::flatness_db},
    {"tonal.m", &SongTraits::tonal},
    {"contrast2.m", &SongTraits::contrast_db},
    {"key-clarity", &SongTraits::key_clarity},
}};

}  // namespace

TraitReader::TraitReader() {
  const auto& names = span_feature_names();
  for (const Source& source : kSources)
    columns_.push_back(static_cast<size_t>(
        std::find(names.begin(), names.end(), source.feature) - names.begin()));
}

SongTraits TraitReader::read(std::span<const float> features,
                             const Rhythm& rhythm) const {
  SongTraits traits;
  traits.tempo_bpm = rhythm.tempo_bpm;
  traits.tempo_confidence = rhythm.tempo_confidence;
  traits.beat_strength = rhythm.beat_strength;
  traits.regularity = rhythm.regularity;
  traits.onset_rate_hz = rhythm.onset_rate_hz;
  for (size_t i = 0; i < kSources.size(); ++i)
    if (columns_[i] < features.size())
      traits.*kSources[i].trait = features[columns_[i]];
  return traits;
}

}  // namespace mood
