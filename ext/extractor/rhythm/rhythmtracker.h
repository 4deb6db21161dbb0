/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "metrics.h"
#include "rhythm/aubiotempo.h"
#include "rhythm/beatclock.h"
#include "rhythm/onsetpicker.h"
#include "rhythm/pulse.h"
#include "rhythm/tempokeeper.h"

namespace mood {

/// What is known of the rhythm. All 0..1 but tempo and rate.
struct Rhythm {
  double tempo_bpm = 0;  ///< 0 = none
  double tempo_confidence = 0;
  double onset_rate_hz = 0;  ///< onsets per second
  double beat_strength = 0;  ///< part of the flux that falls on the beat
  double regularity = 0;     ///< how well the flux repeats at the period
};

/// Onsets, tempo and beats. The tempo comes from the flux's autocorrelation,
/// the beats' places from aubio, as far as it is sure of them; beats are told
/// only while a tempo is held.
class RhythmTracker {
 public:
  static constexpr size_t kMaximumBeats = 64;  ///< kept between clear_beats()

  RhythmTracker();

  /// One analysis hop (512 frames) and its flux. @p sounding is false in
  /// silence: nothing is told then.
  void process(std::span<const float> hop, double flux, bool sounding);

  const Rhythm& rhythm() const { return rhythm_; }
  std::span<const Beat> beats() const { return beats_; }
  void clear_beats() { beats_.clear(); }

  /// Empties the filters; time starts at 0; the tempo stays.
  void start_timeline();
  /// Forgets the tempo as well.
  void start_song();

 private:
  void update_pulse();
  void follow_beats(std::span<const float> hop, bool sounding);
  void add_beat(double time_s);

  AubioTempo aubio_;
  OnsetPicker onsets_;
  Pulse pulse_;
  TempoKeeper keeper_;
  BeatClock clock_;
  Rhythm rhythm_;
  std::vector<Beat> beats_;
  size_t hops_ = 0;  ///< since the timeline's start
};

}  // namespace mood
