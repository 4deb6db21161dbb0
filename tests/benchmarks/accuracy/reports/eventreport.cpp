/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eventreport.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "bootstrap.h"
#include "estimates.h"
#include "matching.h"
#include "statistics.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr double kTolerance_s = 3;
constexpr double kEarly_s = 0.25;

/// Counts of a clip.
struct Counts {
  double minutes = 0, labels = 0, told = 0, hits = 0, prompt = 0;
  double builds = 0, builds_recognised = 0;
};

std::vector<double> moments(const ClipRecord& record, StructureEvent event) {
  std::vector<double> times_s;
  for (const SectionRecord& section : record.sections)
    if (section.event == to_string(event))
      times_s.push_back(section.span.end_s);
  std::ranges::sort(times_s);
  return times_s;
}

bool is_recognised(const ClipRecord& record, const BuildLabel& build) {
  return std::ranges::any_of(record.sections, [&](const SectionRecord& one) {
    const bool names_it = one.section == to_string(Section::kBuild) ||
                          one.event == to_string(StructureEvent::kBuildStart);
    return names_it && one.span.end_s >= build.start_s &&
           one.span.end_s < build.end_s;
  });
}

/// Beats by which the first of @p told_s around @p label_s is late.
std::optional<double> delay_beats(double label_s, double bpm,
                                  std::span<const double> told_s) {
  for (const double time_s : told_s)
    if (std::abs(time_s - label_s) <= kTolerance_s)
      return (time_s - label_s) * bpm / 60;
  return {};
}

Counts count(const HeardClip& heard, std::vector<double>& delays_beats) {
  const StructureLabel& label = *heard.clip.structure;
  const auto told_s = moments(heard.record, StructureEvent::kBeatDrop);
  Counts counts;
  counts.minutes = minutes(heard.record);
  counts.labels = double(label.drops_s.size());
  counts.told = double(told_s.size());
  counts.hits = double(matches(label.drops_s, told_s, kTolerance_s));
  for (const double drop_s : label.drops_s) {
    counts.prompt += std::ranges::any_of(told_s, [&](double time_s) {
      return time_s >= drop_s - kEarly_s && time_s <= drop_s + 60 / label.bpm;
    });
    if (const auto delay = delay_beats(drop_s, label.bpm, told_s))
      delays_beats.push_back(*delay);
  }
  counts.builds = double(label.builds.size());
  for (const BuildLabel& build : label.builds)
    counts.builds_recognised += is_recognised(heard.record, build);
  return counts;
}

/// F-measure of the sums.
Bootstrap::Statistic pooled(const std::vector<Counts>& counts,
                            double Counts::*hits) {
  return [&counts, hits](std::span<const size_t> rows) {
    Counts sum;
    double found = 0;
    for (const size_t row : rows) {
      found += counts[row].*hits;
      sum.labels += counts[row].labels;
      sum.told += counts[row].told;
    }
    return sum.labels > 0 ? f_measure(found, sum.labels, sum.told).f
                          : kUndefined;
  };
}

/// The sum of @p part over that of @p whole.
Bootstrap::Statistic ratio(const std::vector<Counts>& counts,
                           const std::function<double(const Counts&)>& part,
                           double Counts::*whole) {
  return [&counts, part, whole](std::span<const size_t> rows) {
    double some = 0, all = 0;
    for (const size_t row : rows) {
      some += part(counts[row]);
      all += counts[row].*whole;
    }
    return all > 0 ? some / all : kUndefined;
  };
}

double false_drops(const Counts& counts) { return counts.told - counts.hits; }

Table drop_table(std::span<const HeardClip> clips,
                 const std::string& analysis) {
  Table table("drops-" + analysis,
              "Drops and builds as told, analysis=" + analysis,
              {{"set"},
               {"clips", 0},
               {"drops", 0},
               {"F 3 s"},
               {"F within a beat"},
               {"false/min"},
               {"median delay beats"},
               {"longest delay beats"},
               {"builds recognised"}});
  const auto sets = by_set(clips, [](const HeardClip& heard) {
    return heard.clip.structure && heard.clip.structure->has_events;
  });
  for (const auto& [set, members] : sets) {
    std::vector<Counts> counts;
    std::vector<double> delays_beats;
    double drops = 0;
    for (const HeardClip* heard : members) {
      counts.push_back(count(*heard, delays_beats));
      drops += counts.back().labels;
    }
    const auto artists = artists_of(members);
    const Bootstrap bootstrap(artists);
    table.add(
        {set, double(members.size()), drops,
         bootstrap.figure(pooled(counts, &Counts::hits)),
         bootstrap.figure(pooled(counts, &Counts::prompt)),
         bootstrap.figure(ratio(counts, false_drops, &Counts::minutes)),
         quantile(delays_beats, 0.5), quantile(delays_beats, 1),
         bootstrap.figure(ratio(counts, std::mem_fn(&Counts::builds_recognised),
                                &Counts::builds))});
  }
  return table;
}

Table rate_table(std::span<const HeardClip> clips,
                 const std::string& analysis) {
  std::vector<Table::Column> columns = {{"set"}, {"minutes", 1}};
  for (size_t i = 1; i < kStructureEventNames.size(); ++i)
    columns.push_back({std::string(kStructureEventNames[i]) + "/min"});
  columns.push_back({"sections/min"});
  Table table("events-" + analysis, "Events a minute, analysis=" + analysis,
              columns);
  const auto sets = by_set(clips, [](const HeardClip&) { return true; });
  for (const auto& [set, members] : sets) {
    double all_min = 0, changes = 0;
    std::vector<double> counts(kStructureEventNames.size());
    for (const HeardClip* heard : members) {
      all_min += minutes(heard->record);
      for (const SectionRecord& one : heard->record.sections) {
        const auto event = structure_event_from_string(one.event);
        if (event) ++counts[static_cast<size_t>(*event)];
        changes += one.section != one.previous;
      }
    }
    std::vector<Table::Cell> row = {set, all_min};
    for (size_t i = 1; i < counts.size(); ++i)
      row.push_back(all_min > 0 ? counts[i] / all_min : kUndefined);
    row.push_back(all_min > 0 ? changes / all_min : kUndefined);
    table.add(std::move(row));
  }
  return table;
}

}  // namespace

Report event_report(std::span<const HeardClip> clips,
                    const std::string& analysis) {
  return {.tables = {drop_table(clips, analysis), rate_table(clips, analysis)}};
}

}  // namespace mood::accuracy
