/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gaincomparison.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "statistics.h"

namespace mood::accuracy {
namespace {

double change(const MetricField& field, const MoodRecord& before,
              const MoodRecord& after) {
  return std::abs(after.metrics.*field.value - before.metrics.*field.value);
}

double largest(const std::vector<double>& values) {
  return quantile(values, 1);
}

}  // namespace

void GainComparison::add(const ClipRecord& original, const ClipRecord& copy,
                         double gain_db) {
  if (original.moods.size() != copy.moods.size())
    throw std::runtime_error(
        "a louder or softer copy has " + std::to_string(copy.moods.size()) +
        " messages instead of " + std::to_string(original.moods.size()));
  const std::lock_guard lock(mutex_);
  Counts& counts = gains_[gain_db];
  std::optional<size_t> last;
  Changes changes;
  bool is_silence_alike = true;
  for (size_t i = 0; i < copy.moods.size(); ++i) {
    const MoodRecord &before = original.moods[i], &after = copy.moods[i];
    ++counts.messages;
    if (before.has_sound() != after.has_sound()) {
      ++counts.other_silences;
      is_silence_alike = false;
    }
    if (!before.has_sound() || !after.has_sound()) continue;
    compare(before, after, counts);
    add_changes(changes, before, after);
    last = i;
  }
  append(all_, changes);
  if (is_silence_alike) append(alike_, changes);
  if (last) add_changes(final_, original.moods[*last], copy.moods[*last]);
}

void GainComparison::compare(const MoodRecord& before, const MoodRecord& after,
                             Counts& counts) {
  counts.other_states += before.state != after.state;
  counts.with_genres += after.genres.has_value();
  counts.other_genres += before.genre != after.genre;
  for (const MetricField& field : kMetricFields)
    if (field.is_share)
      counts.largest_change =
          std::max(counts.largest_change, change(field, before, after));
}

void GainComparison::add_changes(Changes& changes, const MoodRecord& before,
                                 const MoodRecord& after) {
  for (size_t i = 0; i < kMetricFields.size(); ++i)
    changes[i].push_back(change(kMetricFields[i], before, after));
}

void GainComparison::append(Changes& sum, const Changes& changes) {
  for (size_t i = 0; i < kMetricFields.size(); ++i)
    sum[i].insert(sum[i].end(), changes[i].begin(), changes[i].end());
}

Report GainComparison::report(const std::string& analysis) const {
  const std::lock_guard lock(mutex_);
  return {.tables = {metric_table(analysis), gain_table(analysis)}};
}

Table GainComparison::metric_table(const std::string& analysis) const {
  Table table("gain-" + analysis,
              "Change of metrics with gain, analysis=" + analysis,
              {{"metric"},
               {"last, largest", 3},
               {"last, 99 %", 3},
               {"all, largest", 3},
               {"all, 99 %", 3},
               {"silence alike, largest", 3}});
  for (size_t i = 0; i < kMetricFields.size(); ++i)
    table.add({kMetricFields[i].name, largest(final_[i]),
               quantile(final_[i], 0.99), largest(all_[i]),
               quantile(all_[i], 0.99), largest(alike_[i])});
  return table;
}

Table GainComparison::gain_table(const std::string& analysis) const {
  Table table("gain-levels-" + analysis,
              "Share of messages that differ, analysis=" + analysis,
              {{"gain_db", 0},
               {"messages", 0},
               {"state", 4},
               {"genre", 4},
               {"silence", 4},
               {"largest change", 3}});
  for (const auto& [gain_db, counts] : gains_)
    table.add({gain_db, counts.messages, counts.other_states / counts.messages,
               counts.other_genres / counts.with_genres,
               counts.other_silences / counts.messages, counts.largest_change});
  return table;
}

}  // namespace mood::accuracy
