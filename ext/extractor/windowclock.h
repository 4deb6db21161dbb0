/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <optional>

#include "intervalclock.h"

namespace mood {

/// Frames [start, end) of an epoch, counted from its start.
struct WindowSpan {
  uint64_t start = 0;
  uint64_t end = 0;

  uint64_t frames() const { return end - start; }
  bool operator==(const WindowSpan&) const = default;
};

/// Which windows of an epoch are to be analysed. Window k ends at
/// floor(k * interval * rate), the remainder carried, and begins a window's
/// length earlier, or with the epoch. One that is shorter than a full window
/// is due once it holds 30 % of that: int(0.3 * int(rate * length)) frames, as
/// in LedFx's LibrosaFeatureExtractor.
class WindowClock {
 public:
  struct Parameters {
    uint64_t window_ns = 3'000'000'000;
    uint64_t interval_ns = 2'000'000'000;
    uint32_t rate_hz = 44100;
    /// Frames per hop of the features; 0 = no whole number. Full windows that
    /// overlap by half or more end on multiples of it, so that their hops
    /// coincide.
    uint64_t hop_frames = 0;
  };

  explicit WindowClock(const Parameters& parameters);

  /// A full window.
  uint64_t window_frames() const { return window_; }
  /// What the ends of full windows are multiples of; 0 = they lie anywhere.
  uint64_t grid_frames() const { return grid_; }

  /// An epoch begins.
  void reset();
  /// The window that is due next.
  WindowSpan next() const { return {begin(end_), end_}; }
  void advance();
  /// The window at the end of an epoch of @p frames, if anything of it came
  /// after frame @p known, and there is enough.
  std::optional<WindowSpan> last(uint64_t frames, uint64_t known) const;

 private:
  uint64_t begin(uint64_t end) const {
    return end > window_ ? end - window_ : 0;
  }
  void find_end();

  uint64_t window_;
  uint64_t ready_;
  uint64_t grid_;
  IntervalClock interval_;
  uint64_t end_ = 0;
  uint64_t previous_end_ = 0;
};

}  // namespace mood
