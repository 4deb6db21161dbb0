/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "vocabulary.h"

namespace mood {

/// Decides the state, hop by hop. Activity gives four levels (ambient, chill,
/// groove, high); a level is left only beyond a margin and after persisting.
/// High is intense where the sound is dark, else peak. A steady rise turns a
/// lower level into a build; an impact ends the build in a drop at once,
/// which stays high until it gets quieter. A
/// fall by two levels in fast music, without a pause, is a breakdown.
class StateMachine {
 public:
  struct Parameters {
    double hops_per_s = 43;
    std::array<double, 3> borders = {0.22, 0.38, 0.64};  ///< of activity
    double margin = 0.09;
    double step_s = 3.0;   ///< one level away: persists so long
    double restless = 3;   ///< so many times longer after a recent change
    double calm_s = 20;    ///< which is forgotten over so long
    double leap_s = 1.5;   ///< two or more levels away, or an impact
    double dwell_s = 3.0;  ///< least time in a level, unless it is hit
    double rise_s = 0.5;   ///< a rise becomes a build
    double stall_s = 2.0;  ///< a build without rise is over
    double dark_brightness = 0.42;
    double dark_margin = 0.05;
    double dark_s = 4.0;  ///< peak and intense swap so slowly
    double drop_activity = 0.45;
    double drop_end_db = 3.5;  ///< a drop lasts until it is so much quieter
    double drop_end_activity =
        0.55;                    ///< or its activity has fallen to this share
    double drop_settle_s = 4;    ///< while its own loudness is learnt
    double breakdown_bpm = 130;  ///< a breakdown's song is faster
  };
  struct Input {
    bool silent = false;
    bool judged = false;     ///< there is evidence to judge by
    double activity = 0;     ///< 0..1
    double brightness = 0;   ///< 0..1
    double loudness_db = 0;  ///< short-term
    double tempo_bpm = 0;
    double rise = 0;  ///< RiseDetector::strength()
    bool impact = false;
  };

  explicit StateMachine(const Parameters& parameters)
      : parameters_(parameters) {}

  State process(const Input& input);
  State state() const { return state_; }
  void reset() { *this = StateMachine(parameters_); }

 private:
  enum Level { kAmbient, kChill, kGroove, kHigh };

  /// @p fresh: no margins; @p hit: none upwards.
  Level wanted_level(double activity, bool fresh, bool hit = false) const;
  State named(Level level) const;
  void enter(Level level, const Input& input);
  void update_darkness(const Input& input);
  Level agreed_level(const Input& input);
  void follow_level(const Input& input);
  void follow_build(const Input& input);
  void begin_drop();
  void follow_drop(const Input& input);
  size_t hops(double seconds) const {
    return static_cast<size_t>(seconds * parameters_.hops_per_s);
  }

  Parameters parameters_;
  State state_ = State::kUnknown;
  Level level_ = kChill;
  bool broken_down_ = false;
  bool dropped_ = false;      ///< high because of a drop
  double drop_db_ = 0;        ///< its loudest, learnt at its start
  double drop_activity_ = 0;  ///< its highest, likewise
  /// Changes of level not long ago; the first guess is half a one.
  double restless_ = 0.6;
  bool dark_ = false;
  bool darkness_known_ = false;
  size_t in_state_ = 0;                ///< hops
  std::array<size_t, 4> agreed_ = {};  ///< hops each level was reached
  size_t rising_ = 0;                  ///< hops of rise
  size_t stalled_ = 0;      ///< hops without rise in a build, or weak in a drop
  size_t dark_beyond_ = 0;  ///< hops the other darkness was wanted
};

}  // namespace mood
