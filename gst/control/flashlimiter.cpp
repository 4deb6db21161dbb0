/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flashlimiter.h"

#include <algorithm>

#include "timespan.h"

namespace mood {
namespace {

constexpr uint64_t kSearchStep_ns = 10'000'000;
// More than two seconds' worth on both sides of any new time.
constexpr size_t kRemembered = 32;

uint64_t distance(uint64_t a, uint64_t b) { return a > b ? a - b : b - a; }

}  // namespace

bool FlashLimiter::admit(uint64_t due_ns) {
  const auto change = std::find_if(
      admitted_.begin(), admitted_.end(), [due_ns](const Entry& entry) {
        return entry.due_ns == due_ns && !entry.flashed;
      });
  if (change != admitted_.end()) {
    change->flashed = true;
    return true;
  }
  if (!has_room(due_ns)) return false;
  add({due_ns, true});
  return true;
}

bool FlashLimiter::admit_change(uint64_t due_ns) {
  const bool together =
      std::any_of(admitted_.begin(), admitted_.end(),
                  [due_ns](const Entry& one) { return one.due_ns == due_ns; });
  if (together) return true;
  if (!has_room(due_ns)) return false;
  add({due_ns, false});
  return true;
}

uint64_t FlashLimiter::next_free_ns(uint64_t due_ns) const {
  while (!has_room(due_ns)) due_ns += kSearchStep_ns;
  return due_ns;
}

void FlashLimiter::start_timeline(uint64_t now_ns) {
  std::erase_if(admitted_, [now_ns](const Entry& entry) {
    return entry.due_ns + kSecond_ns < now_ns;
  });
  for (Entry& entry : admitted_) entry = {0, true};
}

bool FlashLimiter::has_room(uint64_t due_ns) const {
  int near = 0;
  for (const Entry& entry : admitted_) {
    const uint64_t apart_ns = distance(due_ns, entry.due_ns);
    if (apart_ns < kMinGap_ns) return false;
    if (apart_ns <= kSecond_ns) ++near;
  }
  return near < kMaxPerSecond;
}

void FlashLimiter::add(const Entry& entry) {
  admitted_.push_back(entry);
  if (admitted_.size() <= kRemembered) return;
  admitted_.erase(std::min_element(
      admitted_.begin(), admitted_.end(),
      [](const Entry& a, const Entry& b) { return a.due_ns < b.due_ns; }));
}

}  // namespace mood
