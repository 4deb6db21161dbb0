/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdlib>
#include <optional>

namespace mood::test {

/// How often this process has asked for memory so far, with the C library's
/// functions or those that end there. Nothing where it cannot be counted:
/// with sanitizers, and with another C library than glibc. Compile
/// allocationcounter.cpp into the test's program, which replaces malloc.
std::optional<long> allocations();

/// What is counted of a single request: 1, or the counter does not count.
inline long allocations_of_one() {
  const auto before = allocations();
  // Called by its name, the compiler may not drop it.
  void* volatile control = std::malloc(1);
  std::free(control);
  return allocations().value_or(0) - before.value_or(0);
}

}  // namespace mood::test
