/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "mood/smoother.h"
#include "moodfeatures/moodfeaturebank.h"
#include "moodfeatures/moodhistory.h"

namespace mood {

/// From hops to the mood model's input. Training and running both listen
/// through it. What counts as sound is judged by the music's own level, not
/// by the playback volume. process() performs no allocation, locking or I/O.
class MoodListener {
 public:
  /// Complete blocks that span 6, 15 and 30 s.
  static constexpr size_t kShort = 12;
  static constexpr size_t kMiddle = 32;
  static constexpr size_t kLong = MoodHistory::kBlocks;

  MoodListener();

  /// One hop that @p bank has just described as @p descriptors. Hops 50 dB
  /// below the music's mean are not heard, and what comes before music that is
  /// 50 dB louder is forgotten: a quiet start is noise. Once @p silent, after 2
  /// s of such hops, or 8 s of sound that is merely soft, what was heard is
  /// forgotten, and nothing is heard until that ends. Returns true if half a
  /// second is complete: there is something new to judge.
  bool process(const DescriptorBank& bank, const Descriptors& descriptors,
               bool silent);
  /// The last hop was music: no gap, nor the cut at one's end.
  bool hears() const { return hears_; }
  /// Silence has lasted so long that what was before it is forgotten.
  bool asleep() const;
  /// Half seconds heard, up to kLong.
  size_t blocks() const { return history_.blocks(); }
  /// Features of the last @p blocks half seconds, or of as many as there are
  /// (at least one); in order of span_feature_names(). Valid until the next
  /// call.
  std::span<const float> features(size_t blocks);

  /// A jump: filters are emptied, what was heard stays.
  void start_timeline();
  /// Forgets everything.
  void start_song();

 private:
  bool is_gap(double level_db);
  bool is_long_silence(bool silent, bool gap);

  MoodFeatureBank bank_;
  MoodHistory history_;
  std::vector<float> features_;
  size_t open_hops_ = 0;  ///< since a long gap or the start, up to a few
  size_t gap_hops_ = 0;   ///< in a row
  size_t silence_ = 0;    ///< in quarters of a hop
  bool hears_ = false;
  Smoother mean_power_;  ///< of what was heard
};

}  // namespace mood
