/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mood::features {

/// Beat times of group "tempo": librosa.beat.beat_track(units="time") of
/// librosa 0.11 (tightness 100, trim), which is Ellis' dynamic programming
/// (2007): the chain of frames that best joins strong onsets with steady
/// intervals.
class Beats {
 public:
  explicit Beats(size_t maximum_frames);

  /// @param strength OnsetStrength::median().
  /// @param period Tempo::period(), 0 = no beats.
  void process(std::span<const float> strength, size_t period);
  /// Ascending.
  std::span<const uint32_t> frames() const { return frames_; }
  /// Strength scaled and smoothed over a 32nd of a beat.
  std::span<const float> local_score() const { return local_score_; }

 private:
  void smooth(std::span<const float> strength, size_t period);
  void link(size_t period);
  size_t last_beat();
  void trim();

  std::vector<double> bell_;
  std::vector<double> cost_;  ///< of an interval, by frames
  std::vector<float> scaled_;
  std::vector<float> local_score_;
  std::vector<double> cumulated_;
  std::vector<int32_t> previous_;  ///< beat before, -1 = none
  std::vector<double> maxima_;
  std::vector<uint32_t> frames_;
};

}  // namespace mood::features
