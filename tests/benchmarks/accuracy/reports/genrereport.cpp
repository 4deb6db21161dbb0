/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "genrereport.h"

#include <algorithm>
#include <limits>
#include <map>

#include "bootstrap.h"
#include "estimates.h"
#include "statistics.h"

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// What became of a clip.
struct Outcome {
  std::string artist;
  Genre label, likeliest;
  double share;  ///< of the likeliest
  bool is_right, is_right_family, is_in_first_two;
  bool is_named, is_named_right;
};

size_t likeliest_family(const MoodRecord::Genres& shares) {
  std::array<double, kGenreFamilies.size()> sums{};
  for (size_t i = 0; i < shares.size(); ++i)
    sums[family_of(Genre(i))] += shares[i];
  return size_t(std::ranges::max_element(sums) - sums.begin());
}

Outcome outcome(const LabelledClip& clip, const MoodRecord& mood) {
  const MoodRecord::Genres& shares = *mood.genres;
  const auto best = std::ranges::max_element(shares);
  const double label_share = shares[size_t(*clip.genre)];
  const auto likelier = std::ranges::count_if(
      shares, [&](double share) { return share > label_share; });
  const auto likeliest = Genre(best - shares.begin());
  return {.artist = clip.artist,
          .label = *clip.genre,
          .likeliest = likeliest,
          .share = *best,
          .is_right = likeliest == *clip.genre,
          .is_right_family = likeliest_family(shares) == family_of(*clip.genre),
          .is_in_first_two = likelier < 2,
          .is_named = mood.genre != Genre::kUnknown,
          .is_named_right = mood.genre == *clip.genre};
}

/// The share of @p rows in which @p field holds.
Bootstrap::Statistic share_of(const std::vector<Outcome>& outcomes,
                              bool Outcome::*field) {
  return [&outcomes, field](std::span<const size_t> rows) {
    std::vector<double> holds;
    for (const size_t row : rows) holds.push_back(outcomes[row].*field);
    return mean(holds);
  };
}

/// Accuracy of the half of the rows whose likeliest genre is the likeliest.
Bootstrap::Statistic confident_half(const std::vector<Outcome>& outcomes) {
  return [&outcomes](std::span<const size_t> rows) {
    std::vector<size_t> order(rows.begin(), rows.end());
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](size_t row) { return outcomes[row].share; });
    order.resize((order.size() + 1) / 2);
    return share_of(outcomes, &Outcome::is_right)(order);
  };
}

Bootstrap::Statistic accuracy_of_named(const std::vector<Outcome>& outcomes) {
  return [&outcomes](std::span<const size_t> rows) {
    double named = 0, right = 0;
    for (const size_t row : rows) {
      named += outcomes[row].is_named;
      right += outcomes[row].is_named_right;
    }
    return named > 0 ? right / named : kUndefined;
  };
}

void add_row(Table& table, const std::string& set,
             const std::vector<Outcome>& outcomes) {
  std::vector<std::string> artists;
  for (const Outcome& outcome : outcomes) artists.push_back(outcome.artist);
  const Bootstrap bootstrap(artists);
  const auto share = [&](bool Outcome::*field) {
    return bootstrap.figure(share_of(outcomes, field));
  };
  table.add({set, double(outcomes.size()), share(&Outcome::is_right),
             share(&Outcome::is_right_family), share(&Outcome::is_in_first_two),
             bootstrap.figure(confident_half(outcomes)),
             share(&Outcome::is_named),
             bootstrap.figure(accuracy_of_named(outcomes))});
}

Table confusions(const std::vector<Outcome>& outcomes,
                 const std::string& analysis) {
  std::vector<Table::Column> columns = {{"label"}};
  for (size_t i = 0; i < kGenreCount; ++i)
    columns.push_back({std::string(kGenreNames[i]), 0});
  Table table("genre-confusions-" + analysis, "Genres by label, all sets",
              columns);
  for (size_t label = 0; label < kGenreCount; ++label) {
    std::vector<Table::Cell> row = {std::string(kGenreNames[label])};
    for (size_t likeliest = 0; likeliest < kGenreCount; ++likeliest)
      row.push_back(double(std::ranges::count_if(outcomes, [&](auto& outcome) {
        return outcome.label == Genre(label) &&
               outcome.likeliest == Genre(likeliest);
      })));
    table.add(std::move(row));
  }
  return table;
}

Table empty_table(const std::string& analysis) {
  return Table("genres-" + analysis, "Genres, analysis=" + analysis,
               {{"set"},
                {"clips", 0},
                {"of ten"},
                {"of six families"},
                {"in first two"},
                {"confident half"},
                {"named"},
                {"right if named"}});
}

}  // namespace

size_t family_of(Genre genre) {
  const auto found =
      std::ranges::find_if(kGenreFamilies, [&](const GenreFamily& family) {
        return std::ranges::count(family.members, genre) > 0;
      });
  return size_t(found - kGenreFamilies.begin());
}

Report genre_report(std::span<const HeardClip> clips,
                    const std::string& analysis) {
  std::map<std::string, std::vector<Outcome>> sets;
  std::vector<Outcome> all;
  for (const HeardClip& heard : clips) {
    const MoodRecord* mood = last_mood(heard.record);
    if (!heard.clip.genre || !mood || !mood->genres) continue;
    all.push_back(outcome(heard.clip, *mood));
    sets[heard.clip.set].push_back(all.back());
  }
  if (all.empty())
    return {.note = "Genres, analysis=" + analysis + ": not reported"};
  Table table = empty_table(analysis);
  for (const auto& [set, outcomes] : sets) add_row(table, set, outcomes);
  if (sets.size() > 1) add_row(table, "all", all);
  return {.tables = {table}, .data_only = {confusions(all, analysis)}};
}

}  // namespace mood::accuracy
