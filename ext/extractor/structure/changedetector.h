/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "descriptors/fadingmean.h"
#include "structure/blockhistory.h"

namespace mood {

/// Finds the places where a passage begins that does not continue the present
/// section: its first 1.1 s resemble no stretch of that section, be it a bar
/// or several bars before. That is the diagonal of a self-similarity matrix
/// (Foote 2000), but the nearest earlier stretch counts instead of the mean
/// of all, so that a pattern that repeats is no news (Goto 2003 hears choruses
/// by the same lag matrix). Shape of the spectrum, flux and, a little, level;
/// what is enough depends on how much this song varies, and on the largest
/// changes that it had.
class ChangeDetector {
 public:
  struct Parameters {
    size_t patience_blocks = 2;   ///< a peak is the highest so far around it
    double least = 3;             ///< smallest change that counts, dB per band
    double usual = 0.9;           ///< of the song's mean novelty
    double share = 0.45;          ///< of the song's largest change
    double off_phrase = 0.9;      ///< so much more where no phrase ends
    double memory_blocks = 2000;  ///< of the largest change, 6 min
    double floor_db = -45;        ///< of each band, below the mean total power
    double level = 0.15;          ///< how much of a change of level counts
    double flux_db = 36;          ///< a flux of 1 counts like so many dB
  };
  struct Change {
    size_t blocks_ago = 0;  ///< where the new passage began
    double strength = 0;    ///< 0 = none, 1 = just enough
  };
  static constexpr size_t kPassage = 6;  ///< blocks compared, 1.1 s
  static constexpr size_t kLags = 88;    ///< 16 s

  explicit ChangeDetector(const Parameters& parameters);

  /// One more block; the last @p usable belong to the present section.
  /// Strength is 0 if nothing was found.
  /// @p beat_s: length of a beat, 0 if not known.
  Change process(const HopSound& block, size_t usable, double beat_s);
  /// A section has begun: what was examined so far is settled.
  void start_section() { curve_.fill(0); }
  /// After a jump; what the song's changes were like stays.
  void start_timeline();
  void start_song();

 private:
  static constexpr size_t kValues = HopSound::kBands + 1;
  using Values = std::array<float, kValues>;
  Values measure(const HopSound& block);
  double novelty(size_t usable) const;
  double enough(size_t section_blocks, double beat_s) const;
  double on_phrase(size_t blocks, double beat_s) const;

  Parameters parameters_;
  double floor_;
  FadingMean power_;    ///< total, mean of 20 s
  FadingMean usually_;  ///< mean novelty of 30 s
  double largest_ = 0;
  std::array<Values, kLags> blocks_ = {};  ///< a ring
  size_t newest_ = 0;
  size_t filled_ = 0;
  size_t heard_ = 0;  ///< blocks since the timeline's start
  /// Differences between a block and the one lag before: a ring of rows.
  std::array<std::array<float, kLags>, kPassage> rows_ = {};
  size_t row_ = 0;
  std::array<double, 8> curve_ = {};  ///< novelty, newest first
};

}  // namespace mood
