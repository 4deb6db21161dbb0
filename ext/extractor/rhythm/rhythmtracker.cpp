/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/rhythmtracker.h"

#include <algorithm>
#include <cmath>

#include "features/descriptorbank.h"

namespace mood {

namespace {

constexpr size_t kPulseHops = 22;  // between pulse estimates, 0.5 s
constexpr double kPulseSeconds = kPulseHops * DescriptorBank::kHopSeconds;

}  // namespace

RhythmTracker::RhythmTracker()
    : aubio_(DescriptorBank::kSampleRate),
      onsets_({}),
      pulse_({.hop_s = DescriptorBank::kHopSeconds}),
      keeper_({}) {
  beats_.reserve(kMaximumBeats);
}

void RhythmTracker::process(std::span<const float> hop, double flux,
                            bool sounding) {
  onsets_.process(flux);
  pulse_.push(flux);
  if (++hops_ % kPulseHops == 0) update_pulse();
  rhythm_.onset_rate_hz = onsets_.rate_hz();
  while (!hop.empty()) {
    const auto beat = aubio_.process(hop.first(AubioTempo::kHopFrames));
    hop = hop.subspan(AubioTempo::kHopFrames);
    if (beat && beat->confidence > 0 && sounding) take_beat(beat->time_s);
  }
}

void RhythmTracker::update_pulse() {
  const auto estimate = pulse_.estimate(keeper_.tempo_bpm());
  if (!estimate) return;
  keeper_.process(estimate->tempo_bpm, estimate->clarity, kPulseSeconds);
  rhythm_.tempo_bpm = keeper_.tempo_bpm();
  rhythm_.tempo_confidence = keeper_.confidence();
  rhythm_.regularity = estimate->clarity;
  rhythm_.beat_strength = estimate->salience;
}

void RhythmTracker::take_beat(double time_s) {
  if (rhythm_.tempo_bpm == 0) return;
  const double period_s = 60 / rhythm_.tempo_bpm;
  // aubio prefers moderate tempi: tell the beats it leaves out, too.
  const double gap_s = time_s - last_beat_s_;
  const double skipped = std::round(gap_s / period_s);
  const bool doubled =
      skipped == 2 && std::abs(gap_s / period_s - 2) < 0.15;
  if (last_beat_s_ >= 0 && doubled) add_beat(last_beat_s_ + gap_s / 2);
  if (last_beat_s_ < 0 || gap_s > 0.6 * period_s) add_beat(time_s);
}

void RhythmTracker::add_beat(double time_s) {
  last_beat_s_ = time_s;
  if (beats_.size() == kMaximumBeats) beats_.erase(beats_.begin());
  beats_.push_back({.offset_s = time_s,
                    .tempo_bpm = rhythm_.tempo_bpm,
                    .confidence = rhythm_.tempo_confidence,
                    .next_offset_s = time_s + 60 / rhythm_.tempo_bpm});
}

void RhythmTracker::start_timeline() {
  aubio_.reset();
  onsets_.reset();
  pulse_.reset();
  rhythm_.onset_rate_hz = 0;
  beats_.clear();
  last_beat_s_ = -1;
  hops_ = 0;
}

void RhythmTracker::start_song() {
  start_timeline();
  keeper_.reset();
  rhythm_ = {};
}

}  // namespace mood
