/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

namespace mood {

/// Tells silence from sound by the plain level of each hop. Silence is
/// declared after half a second below the threshold, or later in music that
/// itself has gaps (a slow click track), but always within 0.9 s; sound after
/// a few hops above it, so that a lone pop is not music.
class SilenceGate {
 public:
  struct Parameters {
    double hop_s = 512 / 22050.0;
    double hold_s = 0.45;  ///< below the threshold before silence
    double longest_hold_s = 0.88;
    double gap_memory_s = 6;    ///< how long a gap prolongs the hold
    double pop_memory_s = 1.2;  ///< sounding hops are counted over this
    size_t sounding_hops = 3;   ///< that end silence
    double hysteresis_db = 1;   ///< above the threshold, to end silence
  };

  explicit SilenceGate(const Parameters& parameters)
      : parameters_(parameters) {}

  /// One hop of @p level_db dBFS. Returns true in silence. Neither silent nor
  /// heard() before there is evidence.
  bool process(double level_db, double threshold_db);

  bool silent() const { return silent_; }
  /// True if this hop itself was above the threshold.
  bool sounding() const { return quiet_hops_ == 0; }
  void reset();

 private:
  void end_gap();

  Parameters parameters_;
  bool silent_ = false;
  size_t quiet_hops_ = 1;  ///< since the last sounding hop
  size_t loud_hops_ = 0;   ///< counted since the last long pause
  double longest_gap_s_ = 0;
  double gap_age_s_ = 0;
};

}  // namespace mood
