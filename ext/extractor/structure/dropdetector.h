/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "structure/hopsound.h"

namespace mood {

/// Hears the bass come back with everything else: kick and bass have been
/// missing for more than a bar's half, against now and against the rest of the
/// sound, and set in at once, at a level that is the song's full one. Ratios
/// only, hence level free; a fader that moves bass and treble alike does not
/// count, nor do the strokes of a lone snare.
class DropDetector {
 public:
  struct Parameters {
    double hop_s = 512 / 22050.0;
    double missing_db = 9;       ///< missing is so far below what returns
    double missing_s = 1.1;      ///< bass has been missing so long
    double share_db = 6;         ///< bass gains so much against the rest
    double least_share_db = -9;  ///< bass now, against everything
    double onset_db = 6;         ///< of the bass, within 0.12 s
    double gap_db = 12;          ///< a stop is so far below what it stops
    double gap_s = 0.2;          ///< and lasts so long at least
    double full_db = 3;          ///< may be so far below the song's full level
  };

  explicit DropDetector(const Parameters& parameters)
      : parameters_(parameters) {}

  /// One hop. Returns true while the bass has just returned: for some hops
  /// from about 0.1 s after the first stroke on.
  bool process(const HopSound& sound);
  /// True if nearly everything had stopped just before the bass returned.
  bool after_gap() const { return after_gap_; }
  void start_timeline();
  void start_song();

 private:
  static constexpr size_t kMemory = 256;  ///< hops, 5.9 s
  struct Means {
    double low = 0, total = 0;
  };
  const Means& ago(size_t hops) const {
    return means_[(next_ + kMemory - 1 - hops) % kMemory];
  }
  bool returns();
  bool follows_gap() const;

  Parameters parameters_;
  std::array<Means, 5> latest_ = {};  ///< hops, for the means
  std::array<Means, kMemory> means_ = {};
  size_t next_ = 0;
  size_t filled_ = 0;
  double full_ = 0;  ///< the song's full power, fading
  bool after_gap_ = false;
};

}  // namespace mood
