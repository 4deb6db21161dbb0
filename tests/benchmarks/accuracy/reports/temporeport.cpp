/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "temporeport.h"

#include <array>
#include <limits>

#include "bootstrap.h"
#include "estimates.h"
#include "songscores.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<double, 3> kMoments_s = {5, 10, 15};
constexpr double kSettled_s = 8;

/// Of all clips of a set, one number each.
struct Outcomes {
  std::vector<double> acc1, acc2, jumps_per_minute;
  std::vector<double> confidence_right, confidence_wrong;
  std::array<std::vector<double>, kMoments_s.size()> acc1_at;
};

double tempo_of(const MoodRecord* mood) {
  return mood ? mood->metrics.tempo_bpm : 0;
}

double jumps_per_minute(const ClipRecord& record) {
  const double settled_min = minutes(record) - kSettled_s / 60;
  if (settled_min <= 0) return kUndefined;
  double jumps = 0, last_bpm = 0;
  for (const MoodRecord& mood : record.moods) {
    const double bpm = mood.metrics.tempo_bpm;
    if (bpm <= 0) continue;
    const double at_s = mood.span.end_s - record.moods[0].span.start_s;
    jumps +=
        last_bpm > 0 && at_s > kSettled_s && !is_tempo_right(last_bpm, bpm);
    last_bpm = bpm;
  }
  return jumps / settled_min;
}

void add(Outcomes& outcomes, const HeardClip& heard) {
  const double label_bpm = *heard.clip.tempo_bpm;
  const MoodRecord* last = last_mood(heard.record);
  const bool right = is_tempo_right(label_bpm, tempo_of(last));
  outcomes.acc1.push_back(right);
  outcomes.acc2.push_back(
      is_tempo_right_but_for_octave(label_bpm, tempo_of(last)));
  outcomes.jumps_per_minute.push_back(jumps_per_minute(heard.record));
  const double confidence = last ? last->metrics.tempo_confidence : 0;
  outcomes.confidence_right.push_back(right ? confidence : kUndefined);
  outcomes.confidence_wrong.push_back(right ? kUndefined : confidence);
  for (size_t i = 0; i < kMoments_s.size(); ++i) {
    const double bpm = tempo_of(mood_at(heard.record, kMoments_s[i]));
    outcomes.acc1_at[i].push_back(lasts(heard.record, kMoments_s[i])
                                      ? double(is_tempo_right(label_bpm, bpm))
                                      : kUndefined);
  }
}

}  // namespace

Report tempo_report(std::span<const HeardClip> clips,
                    const std::string& analysis) {
  const auto sets = by_set(clips, [](const HeardClip& heard) {
    return heard.clip.tempo_bpm && !heard.record.moods.empty();
  });
  if (sets.empty()) return {.note = "Tempi: no clip has a label of its tempo"};
  Table table("tempi-" + analysis, "Tempi, analysis=" + analysis,
              {{"set"},
               {"clips", 0},
               {"Acc1"},
               {"Acc2"},
               {"Acc1 at 5 s"},
               {"Acc1 at 10 s"},
               {"Acc1 at 15 s"},
               {"jumps/min after 8 s"},
               {"confidence if right"},
               {"confidence if wrong"}});
  for (const auto& [set, members] : sets) {
    Outcomes outcomes;
    for (const HeardClip* heard : members) add(outcomes, *heard);
    const auto artists = artists_of(members);
    const Bootstrap bootstrap(artists);
    std::vector<Table::Cell> row = {set, double(members.size()),
                                    bootstrap.mean(outcomes.acc1),
                                    bootstrap.mean(outcomes.acc2)};
    for (const auto& acc1 : outcomes.acc1_at)
      row.push_back(bootstrap.mean(acc1));
    row.push_back(bootstrap.mean(outcomes.jumps_per_minute));
    row.push_back(bootstrap.mean(outcomes.confidence_right));
    row.push_back(bootstrap.mean(outcomes.confidence_wrong));
    table.add(std::move(row));
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
