/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windowclock.h"

#include <algorithm>

namespace mood {

WindowClock::WindowClock(const Parameters& parameters)
    : window_(parameters.window_ns * parameters.rate_hz / 1'000'000'000),
      ready_(window_ * 3 / 10),
      grid_(2 * parameters.interval_ns <= parameters.window_ns
                ? parameters.hop_frames
                : 0),
      interval_(parameters.interval_ns, parameters.rate_hz) {
  reset();
}

void WindowClock::reset() {
  interval_.reset();
  previous_end_ = 0;
  find_end();
}

void WindowClock::advance() {
  previous_end_ = end_;
  interval_.advance();
  find_end();
}

void WindowClock::find_end() {
  const uint64_t enough = std::max<uint64_t>({1, ready_, previous_end_ + 1});
  for (;; interval_.advance()) {
    end_ = interval_.end();
    if (grid_ > 0 && end_ >= window_ + grid_) end_ -= end_ % grid_;
    if (end_ >= enough) return;
  }
}

std::optional<WindowSpan> WindowClock::last(uint64_t frames,
                                            uint64_t known) const {
  if (frames <= known || frames < std::max<uint64_t>(1, ready_))
    return std::nullopt;
  return WindowSpan{begin(frames), frames};
}

}  // namespace mood
