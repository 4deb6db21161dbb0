/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace mood {

/// Where in the beat the music is and how long the beat lasts, as
/// probabilities that are carried on from step to step: the forward pass of
/// the bar pointer model (Whiteley, Cemgil & Godsill 2006) on the state space
/// of Krebs, Böck & Widmer 2015, with one beat as its bar. The period may
/// change as a beat begins; periods near a tempo that is known otherwise are
/// likelier. Nothing is moved as time passes, only the marks of the beats:
/// some hundred operations a step.
class BeatPointer {
 public:
  struct Parameters {
    double step_s = 256 / 22050.0;
    double lowest_bpm = 45;
    double highest_bpm = 220;
    double steadiness = 80;        ///< of the period, per beat: e^(-s |change|)
    double sharpness = 0.4;        ///< exponent of the evidence
    double least_evidence = 0.02;  ///< activations are kept off 0 and 1
    double beat_share = 0.18;      ///< activations above it speak for a beat
    double restart = 0.0002;       ///< probability per step of losing the beat
    double octaves = 0.6;          ///< deviation of tempi while none is known
    double usual_bpm = 110;
    double tempo_octaves = 0.07;  ///< deviation about the known tempo
    double distrust = 0.3;        ///< weight of the other tempi then
  };
  struct Reading {
    double period_s = 0;
    double next_s = 0;  ///< until the centre of the next beat is reached
    double share = 0;   ///< of the probability about that state, 0..1
  };

  explicit BeatPointer(const Parameters& parameters);

  /// @p bpm 0 = none.
  void expect_tempo(double bpm);
  /// One step. @p activation 0..1: the probability that the step holds a beat;
  /// @p trust 0..1: how much that counts.
  void process(double activation, double trust = 1);
  /// The likeliest state and its surroundings.
  Reading read() const;
  void reset();

 private:
  struct Row {
    size_t period;  ///< steps
    size_t start;   ///< of its states in states_
    size_t now;     ///< index of the state in which a beat begins
  };

  /// Neighbours in rows_ to which a period may change.
  static constexpr size_t kReach = 12;
  using Changes = std::array<float, 2 * kReach + 1>;

  size_t index_of(const Row& row, size_t position) const;
  void spread_changes();
  void begin_beats();
  void weigh(double activation, double trust);
  size_t likeliest() const;
  /// From states_[index], in @p row, to the centre of the next beat.
  long steps_left(const Row& row, size_t index) const;

  Parameters parameters_;
  std::vector<Row> rows_;
  std::vector<float> states_;     ///< probabilities, times total_
  std::vector<Changes> changes_;  ///< per row, to its neighbours; sum 1
  std::vector<float> prior_;      ///< of the rows, sum 1
  std::vector<float> ending_;     ///< of the beats that end now
  std::vector<float> begun_;      ///< kReach, one per row, kReach
  double total_ = 1;              ///< of states_
  double bpm_ = -1;
};

}  // namespace mood
