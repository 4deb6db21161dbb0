/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "featureset.h"
#include "goldenfigures.h"
#include "table.h"

namespace mood::bench {

/// How far our features are from librosa's at most, by field and input.
class Deviations {
 public:
  struct Features {
    FeatureSet set;
    std::vector<double> beats;   ///< feature frames
    std::vector<double> onsets;  ///< feature frames
  };

  void add(const Features& ours, const test::GoldenReference& theirs);
  Table table() const;

 private:
  /// By Input::kind; infinite where words or numbers of values differ.
  using Distances = std::map<std::string, double>;

  void compare(const std::string& field, const test::GoldenReference& theirs,
               std::span<const double> ours);
  void note(const std::string& field, const std::string& kind, double distance);

  std::map<std::string, Distances> distances_;
  std::map<std::string, double> magnitudes_;  ///< of librosa's values
};

}  // namespace mood::bench
