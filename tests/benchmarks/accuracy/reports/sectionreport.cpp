/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sectionreport.h"

#include <algorithm>

#include "bootstrap.h"
#include "estimates.h"
#include "matching.h"

namespace mood::accuracy {
namespace {

constexpr double kWide_s = 3, kNarrow_s = 0.5;

/// Of all clips of a set, one number each.
struct Outcomes {
  std::vector<double> told_wide, told_narrow, named_wide, named_narrow;
  std::vector<double> told_precision, told_recall;
};

/// Labels within what was played.
std::vector<double> labels_of(const HeardClip& heard) {
  const double end_s = 60 * minutes(heard.record);
  std::vector<double> labels_s = heard.clip.structure->boundaries_s;
  std::erase_if(labels_s,
                [&](double time_s) { return time_s <= 0 || time_s >= end_s; });
  return labels_s;
}

std::vector<double> changes(const ClipRecord& record, double Span::*moment) {
  std::vector<double> times_s;
  for (const SectionRecord& section : record.sections) {
    // The first word about a song is no boundary.
    if (section.section == section.previous || section.previous == "unknown")
      continue;
    times_s.push_back(section.span.*moment);
  }
  std::ranges::sort(times_s);
  return times_s;
}

void add(Outcomes& outcomes, const HeardClip& heard) {
  const auto labels_s = labels_of(heard);
  const auto told_s = changes(heard.record, &Span::end_s);
  const auto named_s = changes(heard.record, &Span::start_s);
  const FMeasure told = f_measure(labels_s, told_s, kWide_s);
  outcomes.told_wide.push_back(told.f);
  outcomes.told_precision.push_back(told.precision);
  outcomes.told_recall.push_back(told.recall);
  outcomes.told_narrow.push_back(f_measure(labels_s, told_s, kNarrow_s).f);
  outcomes.named_wide.push_back(f_measure(labels_s, named_s, kWide_s).f);
  outcomes.named_narrow.push_back(f_measure(labels_s, named_s, kNarrow_s).f);
}

}  // namespace

Report section_report(std::span<const HeardClip> clips,
                      const std::string& analysis) {
  const auto sets = by_set(clips, [](const HeardClip& heard) {
    return heard.clip.structure && !labels_of(heard).empty();
  });
  if (sets.empty()) return {.note = "Sections: no clip has labels of them"};
  Table table("sections-" + analysis, "Boundaries, analysis=" + analysis,
              {{"set"},
               {"clips", 0},
               {"F 3 s, told"},
               {"precision"},
               {"recall"},
               {"F 0.5 s, told"},
               {"F 3 s, named"},
               {"F 0.5 s, named"}});
  for (const auto& [set, members] : sets) {
    Outcomes outcomes;
    for (const HeardClip* heard : members) add(outcomes, *heard);
    const auto artists = artists_of(members);
    const Bootstrap bootstrap(artists);
    table.add({set, double(members.size()), bootstrap.mean(outcomes.told_wide),
               bootstrap.mean(outcomes.told_precision),
               bootstrap.mean(outcomes.told_recall),
               bootstrap.mean(outcomes.told_narrow),
               bootstrap.mean(outcomes.named_wide),
               bootstrap.mean(outcomes.named_narrow)});
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
