/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace mood {
namespace {

constexpr uint64_t kSecond_ns = 1'000'000'000;

}  // namespace

RateLimiter::RateLimiter(double rate_hz)
    : interval_ns_(static_cast<uint64_t>(std::ceil(kSecond_ns / rate_hz))),
      tolerance_ns_(rate_hz >= 2 ? interval_ns_ : 0),
      per_second_(static_cast<size_t>(std::max(1.0, std::floor(rate_hz)))) {}

uint64_t RateLimiter::ready_at_ns() const {
  const uint64_t even = due_ns_ - std::min(due_ns_, tolerance_ns_);
  if (taken_.size() < per_second_) return even;
  return std::max(even, taken_.front() + kSecond_ns);
}

void RateLimiter::take(uint64_t now_ns) {
  due_ns_ = std::max(due_ns_, now_ns) + interval_ns_;
  if (taken_.size() == per_second_) taken_.pop_front();
  taken_.push_back(now_ns);
}

}  // namespace mood
