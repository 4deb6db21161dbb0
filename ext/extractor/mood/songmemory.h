/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mood/decayinghistogram.h"

namespace mood {

/// Knows the song's range of loudness and energy over minutes, so that "loud"
/// means loud for this song. Music without range is left as it is: constant
/// loud music stays loud, constant quiet music quiet.
class SongMemory {
 public:
  struct Parameters {
    double hops_per_s = 43;
    double memory_s = 240;
    double evidence_s = 12;  ///< heard before its word has full weight
  };

  explicit SongMemory(const Parameters& parameters);

  /// One sounding hop. @p energy 0..1 without adaptation.
  void process(double energy, double loudness_db);

  /// @p energy seen from this song: 0..1. In a song with a wide range it is
  /// pulled towards its rank in that range, half by energy and, as far as the
  /// loudness varies too, half by loudness; far below the loud parts it is
  /// lowered, up to three tenths.
  double place(double energy, double loudness_db) const;

  void reset();

 private:
  struct Range {
    double low = 0;
    double high = 0;
    double width() const { return high - low; }
    double rank(double value) const;
  };

  Parameters parameters_;
  DecayingHistogram energy_;
  DecayingHistogram loudness_db_;
  // Quantiles are costly to look up: refreshed a few times a second.
  Range energies_;
  Range loudnesses_db_;
  unsigned hops_ = 0;
};

}  // namespace mood
