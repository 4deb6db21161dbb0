/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keyreport.h"

#include <array>
#include <limits>

#include "bootstrap.h"
#include "estimates.h"
#include "songscores.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<double, 4> kMoments_s = {3, 6, 10, 20};

/// Of all clips of a set, one number each.
struct Outcomes {
  std::vector<double> exact, mirex, none, changes_per_minute;
  std::array<std::vector<double>, kMoments_s.size()> exact_at;
};

std::optional<KeyLabel> key_of(const MoodRecord* mood) {
  return mood ? key_from(mood->key, mood->mode) : std::nullopt;
}

double is_right(const HeardClip& heard, const MoodRecord* mood) {
  return key_of(mood) == heard.clip.key;
}

double changes_per_minute(const ClipRecord& record) {
  double changes = 0;
  std::optional<KeyLabel> last;
  for (const MoodRecord& mood : record.moods) {
    const auto key = key_of(&mood);
    if (!key) continue;
    changes += last && key != last;
    last = key;
  }
  return changes / minutes(record);
}

void add(Outcomes& outcomes, const HeardClip& heard) {
  const MoodRecord* last = last_mood(heard.record);
  outcomes.exact.push_back(is_right(heard, last));
  outcomes.mirex.push_back(mirex_key_score(*heard.clip.key, key_of(last)));
  outcomes.none.push_back(!key_of(last));
  outcomes.changes_per_minute.push_back(changes_per_minute(heard.record));
  for (size_t i = 0; i < kMoments_s.size(); ++i) {
    outcomes.exact_at[i].push_back(
        lasts(heard.record, kMoments_s[i])
            ? is_right(heard, mood_at(heard.record, kMoments_s[i]))
            : kUndefined);
  }
}

}  // namespace

Report key_report(std::span<const HeardClip> clips,
                  const std::string& analysis) {
  const auto sets = by_set(clips, [](const HeardClip& heard) {
    return heard.clip.key && !heard.record.moods.empty();
  });
  if (sets.empty()) return {.note = "Keys: no clip has a label of its key"};
  Table table("keys-" + analysis, "Keys, analysis=" + analysis,
              {{"set"},
               {"clips", 0},
               {"exact"},
               {"MIREX score"},
               {"no key"},
               {"changes/min"},
               {"exact at 3 s"},
               {"exact at 6 s"},
               {"exact at 10 s"},
               {"exact at 20 s"}});
  for (const auto& [set, members] : sets) {
    Outcomes outcomes;
    for (const HeardClip* heard : members) add(outcomes, *heard);
    const auto artists = artists_of(members);
    const Bootstrap bootstrap(artists);
    std::vector<Table::Cell> row = {
        set,
        double(members.size()),
        bootstrap.mean(outcomes.exact),
        bootstrap.mean(outcomes.mirex),
        bootstrap.mean(outcomes.none),
        bootstrap.mean(outcomes.changes_per_minute)};
    for (const auto& exact : outcomes.exact_at)
      row.push_back(bootstrap.mean(exact));
    table.add(std::move(row));
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
