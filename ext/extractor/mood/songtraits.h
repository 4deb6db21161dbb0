/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

namespace mood {

/// What sub-genres are told apart by. Level free; of one moment, or means over
/// a song. Where a span feature is named, it is that one's value, see
/// span_feature_names().
struct SongTraits {
  double tempo_bpm = 0;           ///< 0 = none
  double tempo_confidence = 0;    ///< 0..1
  double beat_strength = 0;       ///< 0..1, see Rhythm
  double regularity = 0;          ///< 0..1, see Rhythm
  double onset_rate_hz = 0;       ///< see Rhythm
  double flux = 0;                ///< nepers per hop: flux.m
  double bass_rise_db = 0;        ///< attacks below 200 Hz: rise0.m
  double treble_rise_db = 0;      ///< attacks above 2 kHz: rise2.m
  double bass_pulse = 0;          ///< periodicity of the bass, -1..1
  double bass_share = 0;          ///< of the power, below 150 Hz: bass.m
  double treble_share = 0;        ///< of the power, above 3 kHz: treble.m
  double brightness_octaves = 0;  ///< log2 of Hz: centroid.m
  double flatness_db = 0;         ///< -100..0, 0 = white noise: flatness.m
  double tonal = 0;               ///< 0..1, 1 = steady tones: tonal.m
  double contrast_db = 0;         ///< 280 to 560 Hz, low = dense: contrast2.m
  double key_clarity = 0;         ///< best key's fit over the next's
};

/// All but the tempo, which has no mean: half of it is the same beat.
inline constexpr std::array kAveragedTraits = {&SongTraits::tempo_confidence,
                                               &SongTraits::beat_strength,
                                               &SongTraits::regularity,
                                               &SongTraits::onset_rate_hz,
                                               &SongTraits::flux,
                                               &SongTraits::bass_rise_db,
                                               &SongTraits::treble_rise_db,
                                               &SongTraits::bass_pulse,
                                               &SongTraits::bass_share,
                                               &SongTraits::treble_share,
                                               &SongTraits::brightness_octaves,
                                               &SongTraits::flatness_db,
                                               &SongTraits::tonal,
                                               &SongTraits::contrast_db,
                                               &SongTraits::key_clarity};

}  // namespace mood
