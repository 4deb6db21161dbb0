/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "rhythm/beatchannels.h"

namespace mood {

/// What speaks for a beat being the first of its bar: how the harmony and the
/// bass changed with it, and how bass, low middle and treble rose. Beats are
/// judged when the next one was heard. Level free.
class BarEvidence {
 public:
  enum Trait { kBassRise, kLowRise, kTrebleRise, kHarmony, kBassLine, kTraits };
  using Traits = std::array<float, kTraits>;

  /// @p bin_hz: of the spectra that come.
  explicit BarEvidence(double bin_hz);

  /// What was heard in one step of BeatChannels::kChannels, up to @p now_s.
  void add_step(const BeatChannels::Values& channels);
  /// The magnitude spectrum (window 2048 at 22 050 Hz) up to @p now_s.
  void add_spectrum(std::span<const float> magnitude, double now_s);
  /// A beat will be at @p beat_s: later than the last one, and than what was
  /// added.
  void expect_beat(double beat_s) { expected_s_ = beat_s; }
  /// Of the beat before the one that has just been heard, once per beat.
  std::optional<Traits> take();
  void reset();

 private:
  static constexpr size_t kClasses = 12;
  /// Of the whole spectrum, then of its bass.
  using Pitches = std::array<float, 2 * kClasses>;
  using Rises = std::array<float, kHarmony>;

  void pass_beat(double now_s);
  Rises rises_at(double beat_s, double now_s) const;
  static float change(std::span<const float> from, std::span<const float> to);

  std::vector<unsigned char> class_of_;  ///< per bin from kFirstBin
  size_t bass_bins_ = 0;                 ///< of those
  std::vector<Rises> rises_;             ///< ring
  size_t steps_ = 0;
  Pitches before_ = {};  ///< between the last two beats
  Pitches since_ = {};   ///< after the last one
  Rises last_rises_ = {};
  int beats_ = 0;
  double expected_s_ = -1;  ///< a beat not yet heard; below 0: none
  std::optional<Traits> ready_;
};

}  // namespace mood
