/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/moodjudge.h"

#include <algorithm>
#include <cmath>

#include "mood/share.h"

namespace mood {

namespace {

// Another part is another music if the last 3.7 s differ by so much from what
// was judged, so many times in a row. Lone instruments differ by nearly as
// much from phrase to phrase.
constexpr size_t kNowBlocks = 8;
constexpr double kUnlike = 0.5;
constexpr size_t kUnlikeTimes = 4;
// Judgements that a mean remembers. Many short spans are worth more than a
// long one.
constexpr double kArousalMemory = 26;  // 12 s
constexpr double kValenceMemory = 65;  // 30 s
// What the last span alone counts for: half, and all where it is far from the
// mean.
constexpr double kNear = 0.25;
constexpr double kFar = 0.55;

double now_share(double distance) {
  return 0.5 + 0.5 * share(std::abs(distance), kNear, kFar);
}

}  // namespace

MoodJudge::MoodJudge() : valence_(kValenceMemory), arousal_(kArousalMemory) {}

bool MoodJudge::process(const DescriptorBank& bank,
                        const Descriptors& descriptors, bool silent) {
  if (!listener_.process(bank, descriptors, silent)) {
    if (listener_.blocks() == 0) forget();
    return false;
  }
  part_blocks_ = std::min(part_blocks_ + 1, MoodListener::kLong);
  judge();
  return true;
}

void MoodJudge::judge() {
  const size_t part = std::min(part_blocks_, listener_.blocks());
  const MoodJudgement now =
      network_.judge(listener_.features(std::min(MoodListener::kShort, part)));
  if (is_other_part()) part_blocks_ = kNowBlocks;
  if (part_blocks_ <= MoodListener::kShort) {
    // The latest has heard all, and more than any before.
    valence_.reset();
    arousal_.reset();
  }
  judgement_.valence = valence_.process(now.valence);
  const double mean = arousal_.process(now.arousal);
  const double distance = now.arousal - mean;
  judgement_.arousal = mean + now_share(distance) * distance;
  latest_arousal_ = now.arousal;
  judgement_.trust = now.trust;
  judgement_.confidence =
      quadrant_confidence(judgement_.valence, judgement_.arousal);
  features_ = listener_.features(
      std::min({part_blocks_, listener_.blocks(), MoodListener::kMiddle}));
  known_ = true;
}

bool MoodJudge::is_other_part() {
  if (!known_ || std::min(part_blocks_, listener_.blocks()) <= kNowBlocks)
    return false;
  const double now = network_.judge(listener_.features(kNowBlocks)).arousal;
  unlike_ = std::abs(now - judgement_.arousal) > kUnlike ? unlike_ + 1 : 0;
  if (unlike_ < kUnlikeTimes) return false;
  unlike_ = 0;
  return true;
}

void MoodJudge::start_timeline() { listener_.start_timeline(); }

void MoodJudge::start_song() {
  listener_.start_song();
  forget();
}

void MoodJudge::forget() {
  valence_.reset();
  arousal_.reset();
  judgement_ = {};
  latest_arousal_ = 0;
  part_blocks_ = unlike_ = 0;
  known_ = false;
}

}  // namespace mood
