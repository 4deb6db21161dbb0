/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

namespace mood {

/// The tempo of most of a song. A mean would fall between a tempo and its
/// half, which trackers take turns to tell; this is the commonest.
class TempoMemory {
 public:
  /// @p memory: values until the past fades.
  explicit TempoMemory(double memory) : memory_(memory) {}

  /// @p tempo_bpm counts as much as its @p confidence, 0..1; 0 = none heard.
  void add(double tempo_bpm, double confidence);
  /// 0 = none.
  double tempo_bpm() const;
  void reset();

 private:
  // 4 % each: what fluctuates less is one tempo.
  static constexpr size_t kBins = 64;
  static constexpr double kBinsPerOctave = 18;
  static constexpr double kLowest_bpm = 28;

  struct Bin {
    double weight = 0;
    double sum_bpm = 0;  ///< weighted
  };

  double memory_;
  double count_ = 0;
  std::array<Bin, kBins> bins_ = {};
};

}  // namespace mood
