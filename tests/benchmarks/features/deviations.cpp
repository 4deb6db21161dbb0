/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deviations.h"

#include <algorithm>
#include <cmath>

#include "input.h"

namespace mood::bench {
namespace {

constexpr double kDiffers = HUGE_VAL;

Table::Cell cell(const std::map<std::string, double>& values,
                 const std::string& key) {
  const auto found = values.find(key);
  if (found == values.end()) return {};
  return std::isinf(found->second) ? Table::Cell("differs")
                                   : Table::Cell(found->second);
}

}  // namespace

void Deviations::add(const Features& ours,
                     const test::GoldenReference& theirs) {
  for (const auto& field : kFeatureFields)
    compare(field.name, theirs, {feature_values(ours.set, field), field.count});
  compare("beat-frames", theirs, ours.beats);
  compare("onset-frames", theirs, ours.onsets);
  const bool same_key = theirs.key == kPitchClassNames[ours.set.key];
  const bool same_mode = theirs.mode == kModeNames[size_t(ours.set.mode)];
  note("key", theirs.kind, same_key ? 0 : kDiffers);
  note("mode", theirs.kind, same_mode ? 0 : kDiffers);
}

void Deviations::compare(const std::string& field,
                         const test::GoldenReference& theirs,
                         std::span<const double> ours) {
  const auto found = theirs.values.find(field);
  if (found == theirs.values.end()) return;
  const auto& values = found->second;
  if (values.size() != ours.size()) return note(field, theirs.kind, kDiffers);
  note(field, theirs.kind, 0);
  for (size_t i = 0; i < values.size(); ++i) {
    note(field, theirs.kind, std::abs(values[i] - ours[i]));
    magnitudes_[field] = std::max(magnitudes_[field], std::abs(values[i]));
  }
}

void Deviations::note(const std::string& field, const std::string& kind,
                      double distance) {
  double& largest = distances_[field][kind];
  largest = std::max(largest, distance);
}

Table Deviations::table() const {
  std::vector<Table::Column> columns = {{"field"}, {"largest value", 3}};
  for (const Input& input : kInputs) columns.push_back({input.name, -1});
  Table table("deviations",
              "Largest distance from librosa (\"differs\": another word, or "
              "another number of values)",
              std::move(columns));
  for (const auto& [field, distances] : distances_) {
    std::vector<Table::Cell> row = {field, cell(magnitudes_, field)};
    for (const Input& input : kInputs)
      row.push_back(cell(distances, input.kind));
    table.add(std::move(row));
  }
  return table;
}

}  // namespace mood::bench
