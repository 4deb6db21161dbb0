/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodreport.h"

#include "bootstrap.h"
#include "estimates.h"
#include "statistics.h"

namespace mood::accuracy {
namespace {

/// A dimension of Affect, as labelled and as estimated.
struct Pairs {
  std::vector<double> label, estimate;
};

/// Clips in rows.
struct Sample {
  std::vector<std::string> artists;
  Pairs valence, arousal;
};

using Estimate = std::optional<Affect> (*)(const ClipRecord&);

Sample sample(std::span<const HeardClip* const> clips, Estimate estimate) {
  Sample sample;
  for (const HeardClip* heard : clips) {
    const auto affect = estimate(heard->record);
    if (!affect) continue;
    sample.artists.push_back(heard->clip.artist);
    sample.valence.label.push_back(heard->clip.affect->valence);
    sample.valence.estimate.push_back(affect->valence);
    sample.arousal.label.push_back(heard->clip.affect->arousal);
    sample.arousal.estimate.push_back(affect->arousal);
  }
  return sample;
}

using Agreement = double (*)(std::span<const double>, std::span<const double>);

Bootstrap::Statistic of_rows(const Pairs& pairs, Agreement agreement) {
  return [&pairs, agreement](std::span<const size_t> rows) {
    std::vector<double> label, estimate;
    for (const size_t row : rows) {
      label.push_back(pairs.label[row]);
      estimate.push_back(pairs.estimate[row]);
    }
    return agreement(label, estimate);
  };
}

Bootstrap::Statistic quadrants_of_rows(const Sample& sample) {
  return [&sample](std::span<const size_t> rows) {
    std::vector<double> right;
    for (const size_t row : rows)
      right.push_back(
          quadrant(sample.valence.label[row], sample.arousal.label[row]) ==
          quadrant(sample.valence.estimate[row], sample.arousal.estimate[row]));
    return mean(right);
  };
}

void add_row(Table& table, const std::string& set, const char* name,
             const Sample& sample) {
  const Bootstrap bootstrap(sample.artists);
  table.add({set, name, double(sample.artists.size()),
             bootstrap.figure(of_rows(sample.arousal, pearson)),
             bootstrap.figure(of_rows(sample.arousal, concordance)),
             bootstrap.figure(of_rows(sample.valence, pearson)),
             bootstrap.figure(of_rows(sample.valence, concordance)),
             bootstrap.figure(quadrants_of_rows(sample))});
}

}  // namespace

Report mood_report(std::span<const HeardClip> clips,
                   const std::string& analysis) {
  const auto sets = by_set(clips, [](const HeardClip& clip) {
    return clip.clip.affect.has_value();
  });
  if (sets.empty()) return {.note = "Moods: no clip has a label"};
  Table table("moods-" + analysis, "Moods, analysis=" + analysis,
              {{"set"},
               {"estimate"},
               {"clips", 0},
               {"arousal r"},
               {"arousal CCC"},
               {"valence r"},
               {"valence CCC"},
               {"quadrant"}});
  for (const auto& [set, members] : sets) {
    add_row(table, set, "last", sample(members, last_affect));
    add_row(table, set, "mean", sample(members, mean_affect));
  }
  return {.tables = {table}};
}

}  // namespace mood::accuracy
