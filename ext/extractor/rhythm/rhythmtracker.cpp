/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/rhythmtracker.h"

#include <cmath>

namespace mood {

namespace {

// Bars of beats that may be wrong mean nothing.
constexpr double kSureOfBeat = 0.55;
// Where the music changes, beats find the new tempo seconds before the
// estimate, which remembers longer. After so many in a row they are believed.
constexpr size_t kBelievedBeats = 8;
constexpr double kSureOfTempo = 0.7;
constexpr double kTolerance = 0.04;

/// Octaves are not for beats to decide.
bool is_octave(double bpm, double other_bpm) {
  for (const double factor : {1.0, 2.0, 0.5, 3.0, 1 / 3.0})
    if (std::abs(bpm * factor / other_bpm - 1) < kTolerance) return true;
  return false;
}

}  // namespace

RhythmTracker::RhythmTracker(const TempoWeights& tempo,
                             const BeatWeights& beats)
    : onsets_({}), tempo_(tempo), tracker_(beats) {
  beats_.reserve(kMaximumBeats);
}

void RhythmTracker::process(const DescriptorBank& bank,
                            const Descriptors& descriptors, bool sounding) {
  ++hops_;
  onsets_.process(descriptors.flux);
  rhythm_.onset_rate_hz = onsets_.rate_hz();
  follow_tempo(bank, descriptors, sounding);
  follow_beats(bank, sounding);
}

void RhythmTracker::follow_tempo(const DescriptorBank& bank,
                                 const Descriptors& descriptors,
                                 bool sounding) {
  tempo_.process(bank, descriptors, sounding);
  const TempoEstimator::Estimate& estimate = tempo_.estimate();
  if (estimate.tempo_bpm == 0 || is_octave(beats_bpm_, estimate.tempo_bpm))
    contrary_beats_ = 0;
  rhythm_.tempo_bpm = tempo_bpm();
  rhythm_.tempo_confidence = estimate.confidence;
  rhythm_.regularity = estimate.clarity;
  rhythm_.beat_strength = estimate.salience;
}

void RhythmTracker::follow_beats(const DescriptorBank& bank, bool sounding) {
  const double now_s = static_cast<double>(hops_) * DescriptorBank::kHopSeconds;
  tracker_.process(bank, now_s, tempo_.estimate().tempo_bpm);
  if (!sounding || rhythm_.tempo_bpm == 0) {
    tracker_.pause();
    return;
  }
  if (const auto told = tracker_.tell(now_s)) add_beat(*told);
}

double RhythmTracker::tempo_bpm() const {
  return contrary_beats_ >= kBelievedBeats ? beats_bpm_
                                           : tempo_.estimate().tempo_bpm;
}

void RhythmTracker::add_beat(const BeatTracker::Told& told) {
  const double bpm = 60 / (told.next_s - told.time_s);
  const bool contrary = told.certainty >= kSureOfTempo &&
                        !is_octave(bpm, tempo_.estimate().tempo_bpm);
  const bool goes_on = std::abs(bpm / beats_bpm_ - 1) < kTolerance;
  contrary_beats_ = !contrary ? 0 : goes_on ? contrary_beats_ + 1 : 1;
  beats_bpm_ = bpm;
  if (beats_.size() == kMaximumBeats) beats_.erase(beats_.begin());
  const double confidence = rhythm_.tempo_confidence * told.certainty;
  beats_.push_back(
      {.offset_s = told.time_s,
       .tempo_bpm = bpm,
       .confidence = confidence,
       .next_offset_s = told.next_s,
       .bar_position = confidence >= kSureOfBeat ? told.bar_position : 0});
}

void RhythmTracker::start_timeline() {
  onsets_.reset();
  tempo_.start_timeline();
  tracker_.reset();
  rhythm_.onset_rate_hz = 0;
  contrary_beats_ = 0;
  beats_.clear();
  hops_ = 0;
}

void RhythmTracker::start_song() {
  start_timeline();
  tempo_.start_song();
  rhythm_ = {};
}

}  // namespace mood
