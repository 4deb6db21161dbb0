/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "restartpolicy.h"

#include <algorithm>

namespace mood {

using namespace std::chrono_literals;

RestartPolicy::Clock::time_point RestartPolicy::note_failure(
    Clock::time_point now) {
  const bool was_up = up_since_ != Clock::time_point::max();
  if (was_up && now - up_since_ >= 10s) failures_ = 0;
  up_since_ = Clock::time_point::max();
  ++failures_;
  if (failures_ == 1) return now;
  const unsigned doublings = std::min(failures_ - 2, 6u);
  return now + std::min<Clock::duration>(250ms * (1 << doublings), 10s);
}

}  // namespace mood
