/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "descriptors/descriptorbank.h"
#include "mood/moodnetwork.h"
#include "mood/smoother.h"
#include "moodfeatures/moodlistener.h"

namespace mood {

/// Judges every half second the last 5.5 s, and tells the mean over the last
/// 12 s (arousal) or 30 s (valence) of such judgements. When the last seconds
/// are another music than those before, what was before no longer counts.
/// process() performs no allocation, locking or I/O.
class MoodJudge {
 public:
  MoodJudge();

  /// One hop that @p bank has just described as @p descriptors. Returns true
  /// if there is a new judgement.
  bool process(const DescriptorBank& bank, const Descriptors& descriptors,
               bool silent);
  /// The last hop was music: no gap, nor the cut at one's end.
  bool hears() const { return listener_.hears(); }
  /// Silence has lasted so long that what was before it is forgotten.
  bool asleep() const { return listener_.asleep(); }
  /// False until half a second was heard.
  bool known() const { return known_; }
  /// 0..1: how far enough was heard for the network's word alone to count.
  double completeness() const {
    constexpr double kEnoughBlocks = 3;  // 1.4 s
    return std::min(1.0,
                    static_cast<double>(listener_.blocks()) / kEnoughBlocks);
  }
  const MoodJudgement& judgement() const { return judgement_; }
  /// Of the last 5.5 s alone: quicker, and less sure.
  double latest_arousal() const { return latest_arousal_; }
  /// Valid with a new judgement: of the last 15 s, in order of
  /// span_feature_names().
  std::span<const float> features() const { return features_; }
  /// Of the same span.
  MoodNetwork::GenreScores genre_scores() {
    return network_.genre_scores(features_);
  }

  /// A jump: filters are emptied, the judgement stays.
  void start_timeline();
  void start_song();

 private:
  void judge();
  void forget();
  bool is_other_part();

  MoodListener listener_;
  MoodNetwork network_;
  Smoother valence_;
  Smoother arousal_;
  MoodJudgement judgement_;
  double latest_arousal_ = 0;
  std::span<const float> features_;
  size_t part_blocks_ = 0;  ///< half seconds of this part
  size_t unlike_ = 0;       ///< times in a row that the part was another
  bool known_ = false;
};

}  // namespace mood
