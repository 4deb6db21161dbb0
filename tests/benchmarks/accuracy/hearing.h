/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "clipplayer.h"
#include "gaincomparison.h"
#include "heardclip.h"

namespace mood::accuracy {

/// Plays clips, several at a time, and keeps count of what fails. Progress is
/// shown on the terminal, if standard error is one.
class Hearing {
 public:
  /// @param jobs clips at a time.
  Hearing(const ClipPlayer::Parameters& player, unsigned jobs)
      : player_(player), jobs_(jobs) {}

  /// Those of @p clips that could be played, in their order.
  std::vector<HeardClip> hear(const std::vector<LabelledClip>& clips);
  /// Plays each of @p clips at kGains_db, and compares.
  void compare_gains(const std::vector<HeardClip>& clips,
                     GainComparison& comparison);

  /// What failed and why, a line for each.
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  static constexpr double kGains_db[] = {-18, -12, 12, 18};

  /// Runs @p work, which may throw, for each index; the index names a clip
  /// for which @p name_of(index) is a word.
  template <typename Work, typename Name>
  void for_each(size_t count, const Work& work, const Name& name_of);

  ClipPlayer player_;
  unsigned jobs_;
  std::mutex mutex_;
  std::vector<std::string> failures_;  ///< under mutex_
};

}  // namespace mood::accuracy
