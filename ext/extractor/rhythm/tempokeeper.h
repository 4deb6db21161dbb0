/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

namespace mood {

/// Holds a tempo: short doubts do not move it, octave jumps need to last, and
/// without evidence it fades to none.
class TempoKeeper {
 public:
  struct Parameters {
    double enter_clarity = 0.25;  ///< needed for a first tempo
    double keep_clarity = 0.15;   ///< enough to keep it
    double change_s = 3;          ///< another tempo must last so long
    double forget_s = 4;          ///< after so long without evidence: none
    double tolerance = 0.03;      ///< relative; less is the same tempo
  };

  explicit TempoKeeper(const Parameters& parameters)
      : parameters_(parameters) {}

  /// One estimate; @p elapsed_s since the last. @p bpm 0 = no pulse seen.
  void process(double bpm, double clarity, double elapsed_s);

  double tempo_bpm() const { return tempo_bpm_; }
  double confidence() const { return tempo_bpm_ > 0 ? confidence_ : 0; }
  void reset();

 private:
  void follow(double bpm, double clarity);
  void doubt(double bpm, double clarity, double elapsed_s);

  Parameters parameters_;
  double tempo_bpm_ = 0;
  double confidence_ = 0;
  double rival_bpm_ = 0;
  double rival_s_ = 0;
  double without_s_ = 0;
};

}  // namespace mood
