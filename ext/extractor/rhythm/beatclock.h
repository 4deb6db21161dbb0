/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>

namespace mood {

/// Runs at the held tempo, in phase with the beats that a tracker hears: tells
/// every beat in time even if the tracker leaves some out, counts in halves
/// or stumbles.
class BeatClock {
 public:
  struct Parameters {
    double tolerance = 0.12;  ///< of the period: heard beats that confirm
    double gain = 0.3;        ///< part of their deviation that is corrected
    int patience = 4;         ///< deviating beats that agree, to change phase
  };

  explicit BeatClock(const Parameters& parameters) : parameters_(parameters) {}

  /// A beat was heard at @p time_s.
  void hear(double time_s, double period_s);
  /// The beat up to @p now_s that was not told yet, if there is one. Call at
  /// least once per period.
  std::optional<double> advance(double now_s, double period_s);
  /// Nothing is told until the next heard beat.
  void stop() { *this = BeatClock(parameters_); }

 private:
  Parameters parameters_;
  std::optional<double> next_s_;
  double last_s_ = -1e9;  ///< told
  double rival_ = 0;      ///< deviation of the last beat that was off, in
                          ///< periods
  int rivals_ = 0;        ///< beats that agreed about it
};

}  // namespace mood
