/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <signal.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace mood::test {

/// Asks again and again, without relying on any pause, until @p holds or the
/// deadline passes.
template <typename Predicate>
bool eventually(Predicate holds,
                std::chrono::seconds deadline = std::chrono::seconds(10)) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

/// Children of this process, zombies included.
inline size_t count_children() {
  size_t count = 0;
  for (const auto& task :
       std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream children(task.path() / "children");
    for (std::string pid; children >> pid;) ++count;
  }
  return count;
}

/// GLib's worker thread reaps, some time after they ended.
inline bool wait_for_no_children() {
  return eventually([] { return count_children() == 0; });
}

inline bool wait_for_exit(int pid) {
  return eventually([&] { return kill(pid, 0) != 0; });
}

}  // namespace mood::test
