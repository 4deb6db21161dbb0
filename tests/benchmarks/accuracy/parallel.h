/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace mood::accuracy {

/// Calls @p work(index) for every index below @p count, in @p jobs threads,
/// and returns when all are done. @p work must not throw.
template <typename Work>
void in_parallel(size_t count, unsigned jobs, const Work& work) {
  std::atomic<size_t> next = 0;
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < jobs; ++i)
    threads.emplace_back([&] {
      for (size_t index; (index = next++) < count;) work(index);
    });
}

}  // namespace mood::accuracy
