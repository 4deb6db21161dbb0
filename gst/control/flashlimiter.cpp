/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flashlimiter.h"

#include <algorithm>

namespace mood {
namespace {

constexpr uint64_t kSecond_ns = 1'000'000'000;
// More than two seconds' worth on both sides of any new time.
constexpr size_t kRemembered = 32;

uint64_t distance(uint64_t a, uint64_t b) { return a > b ? a - b : b - a; }

}  // namespace

bool FlashLimiter::admit(uint64_t due_ns) {
  int near = 0;
  for (const uint64_t other_ns : admitted_) {
    const uint64_t apart_ns = distance(due_ns, other_ns);
    if (apart_ns < kMinGap_ns) return false;
    if (apart_ns <= kSecond_ns) ++near;
  }
  if (near >= kMaxPerSecond) return false;
  admitted_.push_back(due_ns);
  if (admitted_.size() > kRemembered) {
    admitted_.erase(std::min_element(admitted_.begin(), admitted_.end()));
  }
  return true;
}

void FlashLimiter::start_timeline(uint64_t now_ns) {
  std::erase_if(admitted_, [now_ns](uint64_t due_ns) {
    return due_ns + kSecond_ns < now_ns;
  });
  std::fill(admitted_.begin(), admitted_.end(), 0);
}

}  // namespace mood
