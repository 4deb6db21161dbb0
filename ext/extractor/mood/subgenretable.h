/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

#include "mood/traitrange.h"
#include "vocabulary.h"

namespace mood {

/// A style: each condition has to be met, the worst met one counts. Of several
/// rules of a style the best.
struct SubGenreRule {
  SubGenre style = SubGenre::kNone;
  /// In beats per minute. Half and double of it are taken for it too, with
  /// less confidence: trackers confuse them. 0, 0: any, or none.
  double lowest_bpm = 0;
  double highest_bpm = 0;
  std::array<TraitRange, 5> conditions = {};
};

/// Tempi as guides for producers and DJs give them (e.g. Ableton, Learning
/// Music, "Tempo and genre"), narrowed where two styles share some; sound as
/// the styles are commonly described, thresholds between what those traits are
/// in excerpts of music that has them and has them not.
inline constexpr std::array<SubGenreRule, 14> kSubGenreTable = {{
    // Four on the floor, with chords and voices.
    {SubGenre::kHouse,
     115,
     128.5,
     {{at_least(&SongTraits::beat_strength, 0.3, 0.45),
       at_least(&SongTraits::regularity, 0.3, 0.45),
       at_least(&SongTraits::bass_pulse, 0.3, 0.5),
       at_least(&SongTraits::tonal, 0.5, 0.56)}}},
    // The same, faster, darker, of drums more than of tones.
    {SubGenre::kTechno,
     127,
     142,
     {{at_least(&SongTraits::beat_strength, 0.3, 0.45),
       at_least(&SongTraits::regularity, 0.35, 0.5),
       at_least(&SongTraits::bass_pulse, 0.35, 0.55),
       at_most(&SongTraits::tonal, 0.57, 0.63),
       at_most(&SongTraits::brightness_octaves, 8.2, 8.6)}}},
    // Of tones: arpeggios and wide bright chords over the same drums.
    {SubGenre::kTrance,
     132,
     145,
     {{at_least(&SongTraits::beat_strength, 0.3, 0.45),
       at_least(&SongTraits::regularity, 0.35, 0.5),
       at_least(&SongTraits::bass_pulse, 0.35, 0.55),
       at_least(&SongTraits::tonal, 0.58, 0.64),
       at_least(&SongTraits::brightness_octaves, 7.3, 7.6)}}},
    // Half time: the drums leave room for growling low basses.
    {SubGenre::kDubstep,
     137,
     143,
     {{at_least(&SongTraits::bass_share, 0.38, 0.5),
       at_most(&SongTraits::bass_pulse, 0.45, 0.6),
       at_least(&SongTraits::flatness_db, -13, -10),
       at_most(&SongTraits::beat_strength, 0.65, 0.8),
       at_most(&SongTraits::tonal, 0.6, 0.66)}}},
    // Fast broken beats with busy treble over a deep bass.
    {SubGenre::kDrumAndBass,
     162,
     182,
     {{at_least(&SongTraits::onset_rate_hz, 3, 4),
       at_least(&SongTraits::treble_rise_db, 0.9, 1.3),
       at_least(&SongTraits::bass_share, 0.2, 0.32),
       at_least(&SongTraits::regularity, 0.2, 0.35)}}},
    // Hardly a beat at all.
    {SubGenre::kAmbientElectronic,
     0,
     0,
     {{at_most(&SongTraits::regularity, 0.15, 0.3),
       at_most(&SongTraits::onset_rate_hz, 1.5, 2.5),
       at_most(&SongTraits::flux, 0.22, 0.3)}}},

    // Open guitars, dynamics, the treble of older recordings.
    {SubGenre::kClassicRock,
     0,
     0,
     {{at_least(&SongTraits::contrast_db, 27.5, 31),
       at_most(&SongTraits::flatness_db, -9.5, -7.5),
       at_most(&SongTraits::treble_share, 0.04, 0.07),
       at_most(&SongTraits::brightness_octaves, 7.95, 8.2)}}},
    // Walls of distortion at a moderate pace.
    {SubGenre::kAlternativeRock,
     0,
     0,
     {{at_most(&SongTraits::contrast_db, 27, 30),
       at_least(&SongTraits::flatness_db, -9, -7),
       at_most(&SongTraits::onset_rate_hz, 3.3, 3.9)}}},
    // The same in a hurry.
    {SubGenre::kPunk,
     150,
     210,
     {{at_most(&SongTraits::contrast_db, 26, 29),
       at_least(&SongTraits::flatness_db, -8, -6),
       at_least(&SongTraits::onset_rate_hz, 3.1, 3.7)}}},
    // Clean bright guitars.
    {SubGenre::kIndieRock,
     0,
     0,
     {{at_least(&SongTraits::contrast_db, 27.5, 31),
       at_least(&SongTraits::brightness_octaves, 7.85, 8.1),
       at_least(&SongTraits::treble_share, 0.03, 0.06),
       at_most(&SongTraits::bass_share, 0.35, 0.5)}}},

    // Looped breaks at a walking pace.
    {SubGenre::kOldSchool,
     85,
     112,
     {{at_least(&SongTraits::regularity, 0.25, 0.38),
       at_least(&SongTraits::bass_rise_db, 0.9, 1.2),
       at_most(&SongTraits::treble_rise_db, 2.3, 3)}}},
    // Rolling hi-hats over half-time drums and a long deep bass.
    {SubGenre::kTrap,
     130,
     162,
     {{at_least(&SongTraits::treble_rise_db, 2.3, 3.3),
       at_least(&SongTraits::bass_share, 0.15, 0.25)}}},
    // The same, heard at two thirds of its tempo because of its triplets.
    {SubGenre::kTrap,
     87,
     108,
     {{at_least(&SongTraits::treble_rise_db, 3, 4),
       at_least(&SongTraits::bass_share, 0.15, 0.25)}}},
    // Speech before all, hence no key, and a beat that stays behind it.
    {SubGenre::kRap,
     0,
     0,
     {{at_most(&SongTraits::key_clarity, 0.06, 0.09),
       at_most(&SongTraits::tonal, 0.55, 0.59),
       at_most(&SongTraits::regularity, 0.28, 0.42),
       at_most(&SongTraits::treble_rise_db, 2.3, 3)}}},
}};

}  // namespace mood
