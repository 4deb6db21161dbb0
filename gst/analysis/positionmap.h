/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mood {

/// Which timestamp belongs to a frame position of one epoch. Timestamps that
/// follow the frame count give one anchor for the whole epoch, exact to the
/// frame; a source whose clock drifts adds an anchor per millisecond of
/// drift, of which the latest are kept.
class PositionMap {
 public:
  enum class Fit {
    kSteady,  ///< on the line so far: nothing to note
    kDrift,   ///< off by more than kDriftLimit_ns: anchor() it
    kJump,    ///< off by more than kJumpLimit_ns: start a new epoch
  };
  static constexpr uint64_t kDriftLimit_ns = 1'000'000;
  static constexpr uint64_t kJumpLimit_ns = 40'000'000;

  PositionMap() = default;
  PositionMap(uint32_t rate_hz, uint64_t position, uint64_t timestamp_ns);

  /// How @p timestamp_ns at @p position agrees with what is known.
  Fit fit(uint64_t position, uint64_t timestamp_ns) const;
  void anchor(uint64_t position, uint64_t timestamp_ns);
  /// Positions before the oldest anchor kept are extrapolated from it.
  uint64_t timestamp_ns(uint64_t position) const;

 private:
  struct Anchor {
    uint64_t position = 0;
    uint64_t timestamp_ns = 0;
  };
  static constexpr size_t kAnchors = 32;

  const Anchor& anchor_for(uint64_t position) const;

  uint32_t rate_hz_ = 1;
  std::array<Anchor, kAnchors> anchors_{};
  size_t count_ = 1;  ///< anchors so far; the newest is count_ - 1, modulo
};

/// Frames as nanoseconds, rounded to the nearest; exact for any count.
uint64_t frames_to_ns(uint64_t frames, uint32_t rate_hz);
/// Nanoseconds as frames, rounded to the nearest.
uint64_t ns_to_frames(uint64_t duration_ns, uint32_t rate_hz);

}  // namespace mood
