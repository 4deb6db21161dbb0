/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/moodmodel.h"

#include <algorithm>
#include <cmath>

#include "mood/ambience.h"

namespace mood {

namespace {

constexpr double kHopsPerSecond = 1 / DescriptorBank::kHopSeconds;
// Hops before a state is told: a second of a new song, but only a moment after
// a pause.
constexpr size_t kFirstEvidenceHops = 50;
constexpr size_t kReturnEvidenceHops = 6;
constexpr double kFullConfidenceHops = 6 * kHopsPerSecond;
// An exponential mean over so much lags as far behind as a judgement.
constexpr double kJudged_s = 7;
// How much arousal moves with the rule's within a judgement's span: enough to
// be quick, and little enough for steady music to be judged as a whole. States
// have patience of their own.
constexpr double kMetricsShare = 0.4;
constexpr double kStateShare = 0.8;
// Where only the rule is left, shrunk towards neutral.
constexpr double kRuleShare = 0.6;

// Judgements of unheard music huddle nearer to neutral than people's ratings:
// spread so that music fills most of the metrics' range.
constexpr double kEnergySpread = 1.15;
constexpr double kValenceSpread = 1.7;

/// From -1..1 to 0..1.
double metric_of(double value) { return std::clamp((value + 1) / 2, 0.0, 1.0); }

/// Rated arousal huddles around 0; the logistic spreads it over 0..1.
double activity_of(double arousal) { return 1 / (1 + std::exp(-3 * arousal)); }

}  // namespace

MoodModel::MoodModel()
    : gate_({.hop_s = DescriptorBank::kHopSeconds}),
      quick_(0.8),
      slow_(1.2),
      span_(kJudged_s),
      memory_({.hops_per_s = kHopsPerSecond}),
      rise_({.hop_s = DescriptorBank::kHopSeconds}),
      impact_({.hops_per_s = kHopsPerSecond}),
      model_(DescriptorBank::kHopSeconds),
      machine_({.hops_per_s = kHopsPerSecond}) {}

void MoodModel::set_settings(const ipc::AnalysisSettings& settings) {
  settings_ = settings;
  model_.set_smoothing(settings.smoothing);
}

const SilenceGate& MoodModel::listen(double level_db) {
  gate_.process(level_db, settings_.silence_threshold_db);
  return gate_;
}

void MoodModel::process(const DescriptorBank& bank,
                        const Descriptors& descriptors, const Rhythm& rhythm) {
  if (judge_.process(bank, descriptors, gate_.silent())) {
    const SongTraits traits = traits_.read(judge_.features(), rhythm);
    ambience_ = ambience_of(traits);
    genre_.process(judge_.genre_scores(), traits);
  }
  // Listened to even if it counts as silence: at another volume it would not.
  if (judge_.hears()) hear(descriptors, rhythm);
  if (gate_.silent()) {
    fall_silent();
    return;
  }
  ++judged_hops_;
  ++song_hops_;
  frame_.metrics.tempo_bpm = rhythm.tempo_bpm;
  frame_.metrics.tempo_confidence = rhythm.tempo_confidence;
  if (judge_.hears()) follow_state(descriptors, rhythm);
}

void MoodModel::fall_silent() {
  if (frame_.state != State::kSilence) {
    rise_.reset();
    impact_.reset();
    was_impact_ = false;
    bands_.reset();
  }
  if (judge_.asleep()) forget_sound();
  judged_hops_ = 0;
  frame_.metrics = {};
  frame_.state = machine_.process({.silent = true});
  frame_.category = {EnergyBand::kCalm, BrightnessBand::kDark,
                     IntensityBand::kGentle};
  frame_.confidence = 1;
}

void MoodModel::forget_sound() {
  quick_.reset();
  slow_.reset();
  span_.reset();
  model_.reset();
}

double MoodModel::arousal_of(const SoundMeans& means, const Rhythm& rhythm,
                             double judged, double quick) const {
  const double now = means.arousal(rhythm);
  if (!judge_.known()) return kRuleShare * now;
  // Music unlike any that the network has learnt is judged by the rule; so is
  // sustained sound, of which it has learnt nothing, and the first moments,
  // which are too short for it.
  const double then = span_.arousal(rhythm);
  const double known = (1 - ambience_) * judge_.completeness();
  const double unknown = 1 - known * judge_.judgement().trust;
  return std::clamp(
      known * judged + kRuleShare * unknown * then + quick * (now - then), -1.0,
      1.0);
}

double MoodModel::valence() const {
  return judge_.known() ? judge_.judgement().valence : 0;
}

void MoodModel::hear(const Descriptors& descriptors, const Rhythm& rhythm) {
  quick_.process(descriptors);
  slow_.process(descriptors);
  span_.process(descriptors);
  const double arousal =
      arousal_of(slow_, rhythm, judge_.judgement().arousal, kMetricsShare);
  const double activity =
      apply_sensitivity(activity_of(arousal), settings_.sensitivity);
  memory_.process(activity, descriptors.momentary_db);
  frame_.metrics = model_.process(
      {.energy = apply_sensitivity(metric_of(kEnergySpread * arousal),
                                   settings_.sensitivity),
       .valence = metric_of(kValenceSpread * valence()),
       .activity = memory_.place(activity, descriptors.short_term_db)},
      slow_, rhythm);
}

void MoodModel::follow_state(const Descriptors& descriptors,
                             const Rhythm& rhythm) {
  const double quick_energy = apply_sensitivity(
      activity_of(
          arousal_of(quick_, rhythm, judge_.latest_arousal(), kStateShare)),
      settings_.sensitivity);
  // By the rule alone: that a judgement becomes surer is no rise.
  rise_.process({activity_of(quick_.arousal(rhythm)), quick_.centroid_octaves(),
                 rhythm.onset_rate_hz, descriptors.momentary_db});
  const bool impact =
      impact_.process(descriptors.shape.bass_db, descriptors.momentary_db);
  const double activity = memory_.place(quick_energy, descriptors.momentary_db);
  if (impact) {
    // What follows a beat's entry settles for a while: that is no build. And
    // what sounded before it says nothing about now.
    rise_.reset();
    if (!was_impact_) quick_.reset();
  }
  was_impact_ = impact;
  const bool returned = frame_.state == State::kSilence;
  const bool judged = returned ? judged_hops_ >= kReturnEvidenceHops
                               : frame_.state != State::kUnknown ||
                                     song_hops_ >= kFirstEvidenceHops;
  if (!judged) return;
  frame_.state =
      machine_.process({.judged = true,
                        .activity = activity,
                        .brightness = brightness_of(slow_.centroid_octaves()),
                        .loudness_db = descriptors.short_term_db,
                        .tempo_bpm = rhythm.tempo_bpm,
                        .rise = rise_.strength(),
                        .impact = impact});
  frame_.category = bands_.process(frame_.metrics);
  frame_.confidence = confidence();
}

double MoodModel::confidence() const {
  const double evidence =
      std::min(1.0, static_cast<double>(std::min(judged_hops_, song_hops_)) /
                        kFullConfidenceHops);
  return judge_.known() ? evidence * judge_.judgement().confidence
                        : 0.2 * evidence;
}

void MoodModel::start_timeline() {
  gate_.reset();
  quick_.reset();
  slow_.reset();
  span_.reset();
  judge_.start_timeline();
  rise_.reset();
  impact_.reset();
  judged_hops_ = 0;
  was_impact_ = false;
}

void MoodModel::start_song() {
  start_timeline();
  judge_.start_song();
  ambience_ = 0;
  genre_.start_song();
  memory_.reset();
  model_.reset();
  machine_.reset();
  bands_.reset();
  song_hops_ = 0;
  frame_ = {};
}

}  // namespace mood
