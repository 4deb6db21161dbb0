/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "beatreport.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "beatcontinuity.h"
#include "bootstrap.h"
#include "estimates.h"
#include "matching.h"
#include "statistics.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr double kTolerance_s = 0.07;

/// Of all clips of a set, one number each.
struct Outcomes {
  std::vector<double> f, cmlt, amlt, error_ms, in_time;
  std::vector<double> placed, placed_right, downbeats_right;
};

double share(double part, double whole) {
  return whole > 0 ? part / whole : kUndefined;
}

/// The label beside @p time_s, or none.
std::optional<size_t> nearest(const std::vector<BeatLabel>& labels,
                              double time_s) {
  const auto distance = [time_s](const BeatLabel& label) {
    return std::abs(label.time_s - time_s);
  };
  const auto found = std::ranges::min_element(labels, {}, distance);
  if (distance(*found) > kTolerance_s) return {};
  return static_cast<size_t>(found - labels.begin());
}

/// The place of each label in its bar, 1.., counted from the downbeat; 0 before
/// the first one.
std::vector<unsigned> bar_positions(const std::vector<BeatLabel>& labels) {
  std::vector<unsigned> positions;
  unsigned position = 0;
  for (const BeatLabel& label : labels) {
    if (label.is_downbeat)
      position = 1;
    else if (position > 0)
      ++position;
    positions.push_back(position);
  }
  return positions;
}

/// How places in the bar compare with labels beside them.
struct Places {
  void add(unsigned told, unsigned labelled) {
    if (told == 0 || labelled == 0) return;
    ++compared;
    right += told == labelled;
    downbeats += told == 1 || labelled == 1;
    downbeats_right += told == 1 && labelled == 1;
  }

  double compared = 0, right = 0, downbeats = 0, downbeats_right = 0;
};

/// What the beats say that has no list of its own.
void add_details(Outcomes& outcomes, const HeardClip& heard) {
  const auto positions = bar_positions(heard.clip.beats);
  std::vector<double> errors_ms;
  double told = 0, in_time = 0, placed = 0;
  Places places;
  for (const BeatRecord& beat : heard.record.beats) {
    if (beat.span.start_s < kBeatsFrom_s) continue;
    ++told;
    in_time += beat.heard_s <= beat.span.start_s;
    placed += beat.bar_position > 0;
    const auto label = nearest(heard.clip.beats, beat.span.start_s);
    if (!label) continue;
    errors_ms.push_back(1000 *
                        (beat.span.start_s - heard.clip.beats[*label].time_s));
    places.add(beat.bar_position, positions[*label]);
  }
  outcomes.error_ms.push_back(quantile(errors_ms, 0.5));
  outcomes.in_time.push_back(share(in_time, told));
  outcomes.placed.push_back(share(placed, told));
  outcomes.placed_right.push_back(share(places.right, places.compared));
  outcomes.downbeats_right.push_back(
      share(places.downbeats_right, places.downbeats));
}

void add(Outcomes& outcomes, const HeardClip& heard) {
  std::vector<double> reference, estimate;
  for (const BeatLabel& beat : heard.clip.beats)
    reference.push_back(beat.time_s);
  for (const BeatRecord& beat : heard.record.beats)
    estimate.push_back(beat.span.start_s);
  std::ranges::sort(estimate);
  const double end_s = 60 * minutes(heard.record);
  reference = between(reference, kBeatsFrom_s, end_s);
  estimate = between(estimate, kBeatsFrom_s, end_s);
  outcomes.f.push_back(f_measure(reference, estimate, kTolerance_s).f);
  const auto continuity = beat_continuity(reference, estimate);
  outcomes.cmlt.push_back(continuity.correct);
  outcomes.amlt.push_back(continuity.any);
  add_details(outcomes, heard);
}

}  // namespace

Report beat_report(std::span<const HeardClip> clips,
                   const std::string& analysis) {
  const auto sets = by_set(
      clips, [](const HeardClip& heard) { return !heard.clip.beats.empty(); });
  if (sets.empty()) return {.note = "Beats: no clip has labels of its beats"};
  Table table("beats-" + analysis, "Beats as posted, analysis=" + analysis,
              {{"set"},
               {"clips", 0},
               {"F 70 ms"},
               {"CMLt"},
               {"AMLt"},
               {"median error ms", 0},
               {"in time"},
               {"placed in bar"},
               {"places right"},
               {"downbeats right"}});
  for (const auto& [set, members] : sets) {
    Outcomes outcomes;
    for (const HeardClip* heard : members) add(outcomes, *heard);
    const auto artists = artists_of(members);
    const Bootstrap bootstrap(artists);
    table.add(
        {set, double(members.size()), bootstrap.mean(outcomes.f),
         bootstrap.mean(outcomes.cmlt), bootstrap.mean(outcomes.amlt),
         bootstrap.mean(outcomes.error_ms), bootstrap.mean(outcomes.in_time),
         bootstrap.mean(outcomes.placed), bootstrap.mean(outcomes.placed_right),
         bootstrap.mean(outcomes.downbeats_right)});
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
