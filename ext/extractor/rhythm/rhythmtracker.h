/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "metrics.h"
#include "rhythm/beattracker.h"
#include "rhythm/onsetpicker.h"
#include "rhythm/tempoestimator.h"

namespace mood {

/// What is known of the rhythm. All 0..1 but tempo and rate.
struct Rhythm {
  double tempo_bpm = 0;  ///< 0 = none
  double tempo_confidence = 0;
  double onset_rate_hz = 0;  ///< onsets per second
  double beat_strength = 0;  ///< part of the flux that falls on the beat
  double regularity = 0;     ///< how well the flux repeats at the period
};

/// Onsets, tempo and beats. Beats are told a little before they are heard,
/// and only while a tempo is held.
class RhythmTracker {
 public:
  static constexpr size_t kMaximumBeats = 64;  ///< kept between clear_beats()

  explicit RhythmTracker(const TempoWeights& tempo = tempo_weights(),
                         const BeatWeights& beats = beat_weights());

  /// See TempoEstimator::set_sound().
  void set_sound(std::span<const float> features) {
    tempo_.set_sound(features);
  }
  /// One hop that @p bank has just described as @p descriptors. @p sounding is
  /// false in silence: nothing is told then. Performs no allocation, locking
  /// or I/O.
  void process(const DescriptorBank& bank, const Descriptors& descriptors,
               bool sounding);

  const Rhythm& rhythm() const { return rhythm_; }
  std::span<const Beat> beats() const { return beats_; }
  void clear_beats() { beats_.clear(); }

  /// Empties the filters; time starts at 0; the tempo stays.
  void start_timeline();
  /// Forgets the tempo as well.
  void start_song();

 private:
  void follow_tempo(const DescriptorBank& bank, const Descriptors& descriptors,
                    bool sounding);
  void follow_beats(const DescriptorBank& bank, bool sounding);
  void add_beat(const BeatTracker::Told& told);
  double tempo_bpm() const;

  OnsetPicker onsets_;
  TempoEstimator tempo_;
  BeatTracker tracker_;
  Rhythm rhythm_;
  double beats_bpm_ = 0;       ///< of the last beat
  size_t contrary_beats_ = 0;  ///< in a row, of a tempo of their own
  std::vector<Beat> beats_;
  size_t hops_ = 0;  ///< since the timeline's start
};

}  // namespace mood
