/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace mood::test {

/// Waits until @p holds, which is asked, without the lock, each time that
/// @p items has another size. @p mutex guards @p items, and who changes them
/// notifies @p changed. @return false if it does not hold by @p deadline.
template <typename Items>
bool wait_until_items(std::mutex& mutex, std::condition_variable& changed,
                      const Items& items,
                      std::chrono::steady_clock::time_point deadline,
                      const std::function<bool()>& holds) {
  for (;;) {
    size_t seen;
    {
      const std::lock_guard lock(mutex);
      seen = items.size();
    }
    if (holds()) return true;
    std::unique_lock lock(mutex);
    if (!changed.wait_until(lock, deadline,
                            [&] { return items.size() != seen; }))
      return false;
  }
}

}  // namespace mood::test
