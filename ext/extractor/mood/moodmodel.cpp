/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/moodmodel.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kHopsPerSecond = 1 / DescriptorBank::kHopSeconds;
// After silence the spectrum is whole once its window (4 hops) lies within
// sound: the cut between the two would look like noise.
constexpr size_t kWholeHops = 4;
// Hops with whole spectra needed before a state is told: a second of a new
// song, but only a moment after a pause.
constexpr size_t kFirstEvidenceHops = 38;
constexpr size_t kReturnEvidenceHops = 6;
constexpr double kFullConfidenceHops = 6 * kHopsPerSecond;
// The descriptors are noise and rounding below this level (dBFS).
constexpr double kInaudible_db = -95;

}  // namespace

MoodModel::MoodModel()
    : gate_({.hop_s = DescriptorBank::kHopSeconds}),
      quick_(0.8),
      slow_(1.2),
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

void MoodModel::process(const Descriptors& descriptors, const Rhythm& rhythm,
                        const Chroma::Key& key) {
  if (gate_.silent()) {
    fall_silent();
    return;
  }
  if (++open_hops_ <= kWholeHops) return;
  ++judged_hops_;
  ++song_hops_;
  // Gaps within music are not looked at: what sounds in them is rounding.
  if (descriptors.level_db > kInaudible_db) hear(descriptors, rhythm, key);
}

void MoodModel::fall_silent() {
  if (frame_.state != State::kSilence) {
    quick_.reset();
    slow_.reset();
    rise_.reset();
    impact_.reset();
    was_impact_ = false;
    model_.reset();
    bands_.reset();
  }
  open_hops_ = judged_hops_ = 0;
  frame_.metrics = model_.metrics();
  frame_.state = machine_.process({.silent = true});
  frame_.category = {EnergyBand::kCalm, BrightnessBand::kDark,
                     IntensityBand::kGentle};
  frame_.confidence = 1;
}

double MoodModel::energy_of(const SoundMeans& means,
                            const Rhythm& rhythm) const {
  // The logistic spreads rated arousal, which huddles around 0, over 0..1.
  const double energy = 1 / (1 + std::exp(-3 * means.arousal(rhythm)));
  return apply_sensitivity(energy, settings_.sensitivity);
}

void MoodModel::hear(const Descriptors& descriptors, const Rhythm& rhythm,
                     const Chroma::Key& key) {
  quick_.process(descriptors);
  slow_.process(descriptors);
  const double quick_energy = energy_of(quick_, rhythm);
  const double slow_energy = energy_of(slow_, rhythm);
  memory_.process(slow_energy, descriptors.momentary_db);
  const double activity = memory_.place(quick_energy, descriptors.momentary_db);
  rise_.process({quick_energy, quick_.centroid_octaves(), rhythm.onset_rate_hz,
                 descriptors.momentary_db});
  const bool impact =
      impact_.process(descriptors.shape.bass_db, descriptors.momentary_db);
  if (impact) {
    // What follows a beat's entry settles for a while: that is no build. And
    // what sounded before it says nothing about now.
    rise_.reset();
    if (!was_impact_) quick_.reset();
  }
  was_impact_ = impact;
  frame_.metrics =
      model_.process(memory_.place(slow_energy, descriptors.short_term_db),
                     slow_, rhythm, key);

  const bool returned = frame_.state == State::kSilence;
  const bool judged =
      judged_hops_ >= (returned ? kReturnEvidenceHops : kFirstEvidenceHops) ||
      (frame_.state != State::kUnknown && !returned);
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
      static_cast<double>(std::min(judged_hops_, song_hops_));
  return std::clamp(0.2 + 0.8 * evidence / kFullConfidenceHops, 0.0, 1.0);
}

void MoodModel::start_timeline() {
  gate_.reset();
  quick_.reset();
  slow_.reset();
  rise_.reset();
  impact_.reset();
  open_hops_ = judged_hops_ = 0;
  was_impact_ = false;
}

void MoodModel::start_song() {
  start_timeline();
  memory_.reset();
  model_.reset();
  machine_.reset();
  bands_.reset();
  song_hops_ = 0;
  frame_ = {};
}

}  // namespace mood
