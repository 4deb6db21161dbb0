/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "statereport.h"

#include <array>
#include <cmath>
#include <limits>

#include "bootstrap.h"
#include "estimates.h"
#include "statistics.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// What happens in a clip from its first message with sound on.
struct Course {
  double minutes = 0;
  double state_changes = 0;
  double category_changes = 0;
  std::array<double, kStateNames.size()> messages{};  ///< of each state
  double mean_rank = kUndefined;
  double arousal = 0;  ///< label
};

double mean_rank(const ClipRecord& record) {
  std::vector<double> ranks;
  for (const MoodRecord* mood : settled_moods(record))
    ranks.push_back(double(mood->state));
  return mean(ranks);
}

Course course(const HeardClip& heard) {
  Course course{.mean_rank = mean_rank(heard.record),
                .arousal = heard.clip.affect->arousal};
  const MoodRecord* previous = nullptr;
  for (const MoodRecord& mood : heard.record.moods) {
    if (!previous && !mood.has_sound()) continue;
    if (previous) {
      course.state_changes += mood.state != previous->state;
      course.category_changes += mood.category != previous->category;
    }
    course.minutes += (mood.span.end_s - mood.span.start_s) / 60;
    ++course.messages[size_t(mood.state)];
    previous = &mood;
  }
  return course;
}

Bootstrap::Statistic changes_per_minute(const std::vector<Course>& courses,
                                        double Course::*changes) {
  return [&courses, changes](std::span<const size_t> rows) {
    double sum = 0, minutes = 0;
    for (const size_t row : rows) {
      sum += courses[row].*changes;
      minutes += courses[row].minutes;
    }
    return minutes > 0 ? sum / minutes : kUndefined;
  };
}

Bootstrap::Statistic rank_agreement(const std::vector<Course>& courses) {
  return [&courses](std::span<const size_t> rows) {
    std::vector<double> ranks, arousals;
    for (const size_t row : rows) {
      if (std::isnan(courses[row].mean_rank)) continue;
      ranks.push_back(courses[row].mean_rank);
      arousals.push_back(courses[row].arousal);
    }
    return spearman(ranks, arousals);
  };
}

void add_shares(Table& table, const std::string& set,
                const std::vector<Course>& courses) {
  std::array<double, kStateNames.size()> counts{};
  double total = 0;
  for (const Course& course : courses)
    for (size_t i = 0; i < counts.size(); ++i) {
      counts[i] += course.messages[i];
      total += course.messages[i];
    }
  std::vector<Table::Cell> row = {set};
  for (const double count : counts)
    row.push_back(total > 0 ? count / total : kUndefined);
  table.add(std::move(row));
}

void add_changes(Table& table, const std::string& set,
                 const std::vector<Course>& courses,
                 std::span<const std::string> artists) {
  const Bootstrap bootstrap(artists);
  double minutes = 0;
  for (const Course& course : courses) minutes += course.minutes;
  table.add(
      {set, double(courses.size()), minutes,
       bootstrap.figure(changes_per_minute(courses, &Course::state_changes)),
       bootstrap.figure(changes_per_minute(courses, &Course::category_changes)),
       bootstrap.figure(rank_agreement(courses))});
}

Table share_table(const std::string& analysis) {
  std::vector<Table::Column> columns = {{"set"}};
  for (const auto& name : kStateNames) columns.push_back({std::string(name)});
  return Table("state-shares-" + analysis,
               "Share of each state, analysis=" + analysis, columns);
}

}  // namespace

Report state_report(std::span<const HeardClip> clips,
                    const std::string& analysis) {
  const auto sets = by_set(clips, [](const HeardClip& clip) {
    return clip.clip.affect.has_value();
  });
  if (sets.empty()) return {.note = "States: no clip has a label of its mood"};
  Table changes("states-" + analysis, "States, analysis=" + analysis,
                {{"set"},
                 {"clips", 0},
                 {"minutes", 1},
                 {"state changes/min"},
                 {"category changes/min"},
                 {"rank rho with arousal"}});
  Table shares = share_table(analysis);
  for (const auto& [set, members] : sets) {
    std::vector<Course> courses;
    for (const HeardClip* heard : members) courses.push_back(course(*heard));
    add_changes(changes, set, courses, artists_of(members));
    add_shares(shares, set, courses);
  }
  return {.tables = {changes, shares}};
}

}  // namespace mood::accuracy
