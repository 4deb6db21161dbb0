/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempoestimator.h"

#include <algorithm>

namespace mood {

namespace {

// What follows a longer silence is other music.
constexpr size_t kLongSilenceHops = 172;  // 4 s
// What is less far below the music's level is music, such as slow clicks, in
// whose gaps there is silence; and how fast that level sinks.
constexpr double kFar_db = 30;
constexpr double kSinking_db = 0.02;  // per hop, 0.9 dB per second

}  // namespace

TempoEstimator::TempoEstimator(const TempoWeights& weights)
    : pulse_({.hop_s = DescriptorBank::kHopSeconds}),
      scorer_(weights),
      choice_({.hop_s = DescriptorBank::kHopSeconds}) {}

void TempoEstimator::process(const DescriptorBank& bank,
                             const Descriptors& descriptors, bool sounding) {
  loudest_db_ = std::max(loudest_db_ - kSinking_db, descriptors.level_db);
  const bool heard = sounding || descriptors.level_db > loudest_db_ - kFar_db;
  silent_hops_ = heard ? 0 : silent_hops_ + 1;
  if (silent_hops_ == kLongSilenceHops) start_song();
  if (silent_hops_ >= kLongSilenceHops) return;
  pulse_.push(descriptors.flux);
  if (++hops_ % TempoListener::kUpdateHops == 0) update_pulse();
  if (!listener_.process(bank.magnitude())) return;
  scorer_.set_sound(sound_);
  choice_.process(scorer_.probabilities(listener_.grid()), estimate_.clarity,
                  listener_.tempogram(), TempoListener::kUpdateSeconds);
  estimate_.tempo_bpm = choice_.tempo_bpm();
  estimate_.confidence = choice_.confidence();
}

void TempoEstimator::update_pulse() {
  const auto pulse = pulse_.estimate(choice_.tempo_bpm());
  if (!pulse) return;
  estimate_.clarity = pulse->clarity;
  estimate_.salience = pulse->salience;
}

void TempoEstimator::start_timeline() {
  pulse_.reset();
  listener_.cut();
}

void TempoEstimator::start_song() {
  pulse_.reset();
  listener_.reset();
  choice_.reset();
  estimate_ = {};
  hops_ = 0;
}

}  // namespace mood
