/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>

namespace mood {

/// Tells every beat a little before it is heard, in steady intervals: follows
/// the beats that are foreseen, smoothly while they agree with its own, and
/// by a jump when they disagree for long.
class BeatClock {
 public:
  struct Parameters {
    double lead_s = 0.12;  ///< beats are told so long before they are heard
    /// With less there is no time left to tell it to anybody.
    double least_lead_s = 0.06;
    double gain = 0.08;  ///< part of a deviation that is corrected per look
    double period_gain = 0.05;  ///< likewise, of the period
    double tolerance = 0.12;    ///< of the period: beats that agree
    double change = 0.08;       ///< relative; of the period: is another tempo
    double patience_s = 0.8;    ///< disagreement that lasts so long is followed
  };
  struct Foreseen {
    double next_s = 0;    ///< a beat to come
    double period_s = 0;  ///< above 0
  };
  struct Told {
    double time_s = 0;
    double next_s = 0;
  };

  explicit BeatClock(const Parameters& parameters) : parameters_(parameters) {}

  /// What is foreseen at @p now_s. Returns the beat that is due to be told, if
  /// there is one: at least half a period after the last one, and with
  /// least_lead_s left. Call at least every lead_s.
  std::optional<Told> process(double now_s, const Foreseen& foreseen);
  /// Forgets what was foreseen, but not what was told.
  void pause() { period_s_ = 0; }
  /// As a new one.
  void reset() { *this = BeatClock(parameters_); }

 private:
  void agree(const Foreseen& foreseen, double deviation);
  void disagree(const Foreseen& foreseen, double deviation, double elapsed_s);

  Parameters parameters_;
  double now_s_ = 0;
  double next_s_ = 0;
  double period_s_ = 0;   ///< 0 before anything was foreseen
  double last_s_ = -1e9;  ///< told
  double rival_ = 0;      ///< last deviation that disagreed, in periods
  double rival_period_s_ = 0;
  double doubt_s_ = 0;  ///< for how long
};

}  // namespace mood
