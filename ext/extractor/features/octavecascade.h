/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>
#include <vector>

#include "features/decimator.h"
#include "features/framing.h"
#include "simd/isa.h"

namespace mood::features {

/// A signal at its own rate and at six times half the rate before. Octave k
/// has 22 050 / 2^k Hz and kHop / 2^k samples per hop, so that a window which
/// moves on by whole hops moves on by whole samples in every octave and only
/// the stretches near changed samples are filtered again.
class OctaveCascade {
 public:
  static constexpr size_t kOctaves = 7;
  /// Samples of one hop.
  static constexpr size_t hop(size_t octave) { return kHop >> octave; }

  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit OctaveCascade(const Parameters& parameters);

  /// The window moves on: what was sample s + @p hops * kHop of the signal
  /// becomes sample s.
  void shift(size_t hops) { shifted_hops_ += hops; }
  /// Takes the window's @p signal (kept by reference until the next call).
  /// @param changed ranges of its samples that differ from the signal of the
  /// call before, moved on. Samples that came in by the move are taken as
  /// changed in any case; all are where the length differs.
  void process(std::span<const float> signal, const Stale& changed);

  std::span<const float> signal(size_t octave) const {
    return octave ? std::span(decimated_[octave - 1]).first(lengths_[octave])
                  : signal_;
  }
  /// Samples of signal(octave) that the last call may have changed.
  const Stale& stale(size_t octave) const { return stale_[octave]; }

 private:
  Stale with_borders(const Stale& changed, size_t samples) const;
  void move();

  std::span<const float> signal_;
  size_t shifted_hops_ = 0;
  std::array<size_t, kOctaves> lengths_{};
  std::array<Stale, kOctaves> stale_{};
  std::array<std::vector<float>, kOctaves - 1> decimated_;
  Decimator decimator_;
};

}  // namespace mood::features
