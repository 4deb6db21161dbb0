/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "descriptors/fadingmean.h"
#include "structure/portrait.h"

namespace mood {

/// What the song sounds like while its bass plays: against this, bass is
/// missing or treble is held back. Shares of the whole, hence level free.
class SongTone {
 public:
  struct Parameters {
    double memory_blocks = 160;  ///< 30 s
    double known_blocks = 24;    ///< 4.5 s of bass are evidence of bass
    double bass_db = -14;        ///< such a share of the whole is bass
    double missing_db = 10;      ///< below the song's own: missing
  };

  explicit SongTone(const Parameters& parameters);

  /// The block just heard.
  void process(const HopSound& block);
  /// True if @p passage lacks the bass that the song was heard to have.
  bool misses_bass(const Portrait& passage) const;
  /// Treble against the middle, in dB, while bass plays.
  double treble_db() const;
  void reset();

 private:
  Parameters parameters_;
  FadingMean low_, middle_, high_;  ///< shares of the power
  double heard_ = 0;                ///< blocks with bass
};

}  // namespace mood
