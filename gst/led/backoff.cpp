/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "backoff.h"

#include <algorithm>

namespace mood {

Backoff::Backoff(uint64_t min_ns, uint64_t max_ns)
    : min_ns_(min_ns), max_ns_(std::max(min_ns, max_ns)), next_ns_(min_ns) {}

uint64_t Backoff::failed(uint64_t now_ns) {
  if (working_ && now_ns - working_since_ns_ >= kStable_ns) next_ns_ = min_ns_;
  working_ = false;
  const uint64_t pause_ns = next_ns_;
  next_ns_ = std::min(2 * next_ns_, max_ns_);
  return now_ns + pause_ns;
}

void Backoff::worked(uint64_t now_ns) {
  if (working_) return;
  working_ = true;
  working_since_ns_ = now_ns;
}

}  // namespace mood
