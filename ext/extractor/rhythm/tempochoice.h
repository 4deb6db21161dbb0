/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

#include "rhythm/tempogram.h"
#include "rhythm/temposcorer.h"

namespace mood {

/// Holds a tempo: probabilities are accumulated, another tempo, an octave's
/// too, has to be likelier by far and to stay so before it is taken, and
/// without a pulse the tempo fades to none. If the last seconds say for sure
/// that the music has another tempo now, no octave of the held one, that is
/// taken sooner.
class TempoChoice {
 public:
  struct Parameters {
    double memory_s = 12;         ///< over which probabilities are accumulated
    double enter_clarity = 0.25;  ///< needed for a first tempo
    double enter_mass = 0.3;      ///< probability needed, likewise
    double keep_clarity = 0.15;   ///< enough to keep it
    double forget_s = 6;          ///< after so long without a pulse: none
    double margin = 1.3;          ///< times likelier, to be a rival
    double change_s = 2;          ///< so long a rival, to be taken
    double recent_s = 2;          ///< memory of the last seconds
    double recent_change_s = 1;   ///< so long sure of a new tempo, to take it
    double sure = 0.45;           ///< probability there of a new tempo
    double unlikely = 0.2;        ///< and of the held one
    double tolerance = 0.03;      ///< relative; less is the same tempo
    double hop_s = 512 / 22050.0;
  };

  explicit TempoChoice(const Parameters& parameters)
      : parameters_(parameters) {}

  /// One look at the music, @p elapsed_s after the last: probability of each
  /// tempo, and how clearly there is a pulse at all, 0..1. @p tempogram gives
  /// the tempo its precision.
  void process(const TempoScorer::Values& probabilities, double clarity,
               const Tempogram& tempogram, double elapsed_s);

  double tempo_bpm() const { return tempo_bpm_; }  ///< 0 = none
  /// Probability of the tempo, given that there is a pulse, less where it is
  /// hardly clear; 0..1.
  double confidence() const { return tempo_bpm_ > 0 ? confidence_ : 0; }
  void reset();

 private:
  struct Candidate {
    double tempo_bpm = 0;
    double mass = 0;  ///< probability of the tempi around it
  };
  /// Fading mean of probabilities.
  struct Memory {
    void add(const TempoScorer::Values& probabilities, double memory_s,
             double elapsed_s);
    Candidate likeliest() const;
    double mass_at(double bpm) const;

    TempoScorer::Values likely = {};
    double weight_s = 0;
  };
  /// Somebody who would take the held tempo's place.
  struct Rival {
    /// True once @p bpm was told for @p needed_s in a row.
    bool persists(double bpm, double elapsed_s, double needed_s,
                  double tolerance);

    double tempo_bpm = 0;
    double lasting_s = 0;
  };

  bool same(double bpm, double other_bpm) const;
  void enter(const Candidate& best, const Tempogram& tempogram);
  void take(double bpm, const Tempogram& tempogram);
  void compare(const Tempogram& tempogram, double elapsed_s);
  bool has_changed(const Candidate& recent) const;

  Parameters parameters_;
  Memory all_;
  Memory recent_;
  Rival rival_;   ///< by all that is remembered
  Rival change_;  ///< by the last seconds
  double tempo_bpm_ = 0;
  double confidence_ = 0;
  double without_s_ = 0;
};

}  // namespace mood
