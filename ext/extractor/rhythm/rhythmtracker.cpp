/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/rhythmtracker.h"

#include "descriptors/descriptorbank.h"

namespace mood {

namespace {

constexpr size_t kPulseHops = 22;  // between pulse estimates, 0.5 s
constexpr double kPulseSeconds = kPulseHops * DescriptorBank::kHopSeconds;

}  // namespace

RhythmTracker::RhythmTracker()
    : aubio_(DescriptorBank::kSampleRate),
      onsets_({}),
      pulse_({.hop_s = DescriptorBank::kHopSeconds}),
      keeper_({}),
      clock_({}) {
  beats_.reserve(kMaximumBeats);
}

void RhythmTracker::process(std::span<const float> hop, double flux,
                            bool sounding) {
  onsets_.process(flux);
  pulse_.push(flux);
  if (++hops_ % kPulseHops == 0) update_pulse();
  rhythm_.onset_rate_hz = onsets_.rate_hz();
  follow_beats(hop, sounding);
}

void RhythmTracker::follow_beats(std::span<const float> hop, bool sounding) {
  const bool telling = sounding && rhythm_.tempo_bpm > 0;
  const double period_s = telling ? 60 / rhythm_.tempo_bpm : 0;
  if (!telling) clock_.stop();
  while (!hop.empty()) {
    const auto heard = aubio_.process(hop.first(AubioTempo::kHopFrames));
    hop = hop.subspan(AubioTempo::kHopFrames);
    if (telling && heard && heard->confidence > 0)
      clock_.hear(heard->time_s, period_s);
  }
  if (!telling) return;
  const double now_s = static_cast<double>(hops_) * DescriptorBank::kHopSeconds;
  if (const auto beat_s = clock_.advance(now_s, period_s)) add_beat(*beat_s);
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

void RhythmTracker::add_beat(double time_s) {
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
  clock_.stop();
  hops_ = 0;
}

void RhythmTracker::start_song() {
  start_timeline();
  keeper_.reset();
  rhythm_ = {};
}

}  // namespace mood
