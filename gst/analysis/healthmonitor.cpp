/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "healthmonitor.h"

#include <algorithm>

namespace mood {

using namespace std::chrono_literals;

void HealthMonitor::restart(Time now) {
  heard_at_ = progress_at_ = now;
  pinged_.reset();
}

void HealthMonitor::note_heard(Time now) { heard_at_ = now; }

HealthMonitor::Verdict HealthMonitor::check(Time now, bool pending) {
  if (!pending) progress_at_ = now;
  const auto limit = timeout_ + allowance_;
  if (now - progress_at_ >= limit) return Verdict::kHung;
  if (pinged_) return now - *pinged_ >= limit ? Verdict::kHung : Verdict::kFine;
  if (now - heard_at_ < interval_) return Verdict::kFine;
  pinged_ = now;
  return Verdict::kPingIt;
}

HealthMonitor::Time HealthMonitor::next_check(Time now) const {
  // Audio arrives without a word to the supervisor, so a hung helper is
  // looked for a few times per timeout.
  const Time look = now + std::max<Clock::duration>(timeout_ / 4, 10ms);
  return std::min(
      look, pinged_ ? *pinged_ + timeout_ + allowance_ : heard_at_ + interval_);
}

}  // namespace mood
