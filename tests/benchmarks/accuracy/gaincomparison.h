/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <map>
#include <mutex>
#include <vector>

#include "cliprecord.h"
#include "report.h"

namespace mood::accuracy {

/// What the analyzer says otherwise of the same clips when they are louder or
/// softer.
class GainComparison {
 public:
  /// Adds what is said of a clip as it is and at @p gain_db. Metrics are
  /// compared message by message where both have sound; it is counted apart
  /// where only one of them has, since the threshold of silence is a level.
  /// Such a clip's later messages may differ too: there is a figure without
  /// them. Can be called from several threads at once.
  /// @throws std::runtime_error if they differ in the number of messages
  void add(const ClipRecord& original, const ClipRecord& copy, double gain_db);

  /// @param analysis goes into the names of the tables.
  Report report(const std::string& analysis) const;

 private:
  using Changes = std::array<std::vector<double>, kMetricFields.size()>;

  struct Counts {
    double messages = 0;
    double other_silences = 0;  ///< sound in one, none in the other
    // Of those with sound in both:
    double other_states = 0;
    double with_genres = 0;
    double other_genres = 0;
    double largest_change = 0;  ///< of any metric but tempo
  };

  static void compare(const MoodRecord& before, const MoodRecord& after,
                      Counts& counts);
  static void add_changes(Changes& changes, const MoodRecord& before,
                          const MoodRecord& after);
  static void append(Changes& sum, const Changes& changes);
  Table metric_table(const std::string& analysis) const;
  Table gain_table(const std::string& analysis) const;

  mutable std::mutex mutex_;
  std::map<double, Counts> gains_;  ///< by decibels
  Changes all_;                     ///< of each message
  Changes
      alike_;  ///< of each message of copies that are silent where the clip is
  Changes final_;  ///< of each clip's last one with sound in both
};

}  // namespace mood::accuracy
