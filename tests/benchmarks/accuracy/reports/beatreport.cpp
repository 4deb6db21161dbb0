/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "beatreport.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
  std::vector<double> f, cmlt, amlt, error_ms, in_time, placed, placed_right;
};

double share(double part, double whole) {
  return whole > 0 ? part / whole : kUndefined;
}

const BeatLabel* nearest(const std::vector<BeatLabel>& labels, double time_s) {
  const auto distance = [time_s](const BeatLabel& label) {
    return std::abs(label.time_s - time_s);
  };
  const auto found = std::ranges::min_element(labels, {}, distance);
  return distance(*found) <= kTolerance_s ? &*found : nullptr;
}

/// What the beats say that has no list of its own.
void add_details(Outcomes& outcomes, const HeardClip& heard) {
  const bool has_bars =
      std::ranges::any_of(heard.clip.beats, &BeatLabel::is_downbeat);
  std::vector<double> errors_ms;
  double told = 0, in_time = 0, placed = 0, paired = 0, right = 0;
  for (const BeatRecord& beat : heard.record.beats) {
    if (beat.span.start_s < kBeatsFrom_s) continue;
    ++told;
    in_time += beat.heard_s <= beat.span.start_s;
    placed += beat.bar_position > 0;
    const BeatLabel* label = nearest(heard.clip.beats, beat.span.start_s);
    if (!label) continue;
    errors_ms.push_back(1000 * (beat.span.start_s - label->time_s));
    if (beat.bar_position == 0 || !has_bars) continue;
    // That no bar begins on a second beat would say little: only the firsts.
    const bool is_first = beat.bar_position == 1;
    if (!is_first && !label->is_downbeat) continue;
    ++paired;
    right += is_first && label->is_downbeat;
  }
  outcomes.error_ms.push_back(quantile(errors_ms, 0.5));
  outcomes.in_time.push_back(share(in_time, told));
  outcomes.placed.push_back(share(placed, told));
  outcomes.placed_right.push_back(share(right, paired));
}

void add(Outcomes& outcomes, const HeardClip& heard) {
  std::vector<double> reference, estimate;
  for (const BeatLabel& beat : heard.clip.beats)
    reference.push_back(beat.time_s);
  for (const BeatRecord& beat : heard.record.beats)
    estimate.push_back(beat.span.start_s);
  reference = from(reference, kBeatsFrom_s);
  estimate = from(estimate, kBeatsFrom_s);
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
               {"downbeats right"}});
  for (const auto& [set, members] : sets) {
    Outcomes outcomes;
    for (const HeardClip* heard : members) add(outcomes, *heard);
    const auto artists = artists_of(members);
    const Bootstrap bootstrap(artists);
    table.add({set, double(members.size()), bootstrap.mean(outcomes.f),
               bootstrap.mean(outcomes.cmlt), bootstrap.mean(outcomes.amlt),
               bootstrap.mean(outcomes.error_ms),
               bootstrap.mean(outcomes.in_time),
               bootstrap.mean(outcomes.placed),
               bootstrap.mean(outcomes.placed_right)});
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
