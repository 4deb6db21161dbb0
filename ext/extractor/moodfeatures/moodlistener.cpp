/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/moodlistener.h"

#include <algorithm>
#include <cmath>

#include "moodfeatures/spanfeatures.h"

namespace mood {

namespace {

// The spectrum is whole once its window (4 hops) lies within sound: the cut
// before that would look like noise.
constexpr size_t kWholeHops = 4;
// Hops so far below the music's mean level are gaps: what sounds in them is
// rounding.
constexpr double kGapRatio = 1e-5;  // of power, -50 dB
// Until there is a mean, hops below this are digital silence.
constexpr double kNothing_db = -140;  // dBFS
constexpr double kMemoryHops = 130;   // of the mean power, 3 s
// The mean sinks in gaps, so that much softer music is heard in the end.
constexpr double kSinking = 0.97;  // per hop, 0.13 dB
// Sound after a longer gap begins anew, with filters at rest. Those of slow
// clicks are shorter.
constexpr size_t kLongGapHops = 43;  // 1 s
// What was heard before a longer silence is not the same music. Soft sound,
// which at another volume were none, counts as a quarter.
constexpr size_t kLongSilence = 344;  // 2 s of gap, 8 s of soft sound
constexpr size_t kGapSilence = 4;     // per hop

}  // namespace

MoodListener::MoodListener()
    : features_(span_feature_names().size()), mean_power_(kMemoryHops) {}

bool MoodListener::process(const DescriptorBank& bank,
                           const Descriptors& descriptors, bool silent) {
  hears_ = false;
  const bool gap = is_gap(descriptors.level_db);
  if (is_long_silence(silent, gap)) return false;
  gap_hops_ = gap ? gap_hops_ + 1 : 0;
  if (gap_hops_ >= kLongGapHops) {
    if (gap_hops_ == kLongGapHops) start_timeline();
    return false;
  }
  const bool tone = bank_.process(bank.hop(), bank.magnitude(), descriptors);
  if (open_hops_ < kWholeHops) {
    ++open_hops_;
    return false;
  }
  if (gap) return false;
  hears_ = true;
  return history_.add(bank_, tone);
}

bool MoodListener::is_long_silence(bool silent, bool gap) {
  if (!silent) {
    silence_ = 0;
    return false;
  }
  if (silence_ < kLongSilence) {
    silence_ += gap ? kGapSilence : 1;
    if (asleep()) start_song();
  }
  return asleep();
}

bool MoodListener::asleep() const { return silence_ >= kLongSilence; }

bool MoodListener::is_gap(double level_db) {
  if (mean_power_.empty() && level_db < kNothing_db) return true;
  const double power = std::pow(10, level_db / 10);
  if (power < mean_power_.value() * kGapRatio) {
    mean_power_.shrink(kSinking);
    return true;
  }
  // So much louder than all before, which therefore was no music.
  if (power * kGapRatio > mean_power_.value()) start_song();
  mean_power_.process(power);
  return false;
}

std::span<const float> MoodListener::features(size_t blocks) {
  compute_span_features(history_.span(blocks), features_);
  return features_;
}

void MoodListener::start_timeline() {
  bank_.reset();
  open_hops_ = 0;
}

void MoodListener::start_song() {
  start_timeline();
  history_.reset();
  mean_power_.reset();
}

}  // namespace mood
