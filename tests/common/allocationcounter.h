/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>

namespace mood::test {

/// How often this process has asked for memory so far, with the C library's
/// functions or those that end there. Nothing where it cannot be counted:
/// with sanitizers, and with another C library than glibc. Compile
/// allocationcounter.cpp into the test's program, which replaces malloc.
std::optional<long> allocations();

}  // namespace mood::test
