/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "descriptors/fadingmean.h"

namespace mood {

/// How the level moves within the music. Level free but for level_db.
class Dynamics {
 public:
  struct Parameters {
    double memory_hops = 130;  ///< of the mean power, 3 s
    double gap_db = 20;        ///< below the mean, a gap
  };
  struct Frame {
    float level_db = 0;  ///< RMS, dBFS: only its changes count
    float crest_db = 0;  ///< peak over RMS
    float below = 0;     ///< 1 if below the mean of the last seconds
    float gap = 0;       ///< 1 if far below it
  };

  explicit Dynamics(const Parameters& parameters)
      : parameters_(parameters), power_(parameters.memory_hops) {}

  Frame process(double level_db, double crest_db);
  void reset() { power_.reset(); }

 private:
  Parameters parameters_;
  FadingMean power_;
};

}  // namespace mood
