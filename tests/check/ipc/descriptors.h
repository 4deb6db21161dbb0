/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace mood::test {

/// Entries of a /proc folder. Its own handle is among the descriptors, each
/// time: differences are exact.
inline size_t count_entries(const char* folder) {
  const std::filesystem::directory_iterator entries(folder);
  return static_cast<size_t>(std::distance(begin(entries), end(entries)));
}

inline size_t open_descriptors() { return count_entries("/proc/self/fd"); }
inline size_t running_threads() { return count_entries("/proc/self/task"); }

}  // namespace mood::test
