/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>

namespace mood {

inline constexpr uint64_t kSecond_ns = 1'000'000'000;

/// Whether @p now_ns is less than @p span_ns after @p since_ns, if that was.
inline bool within(std::optional<uint64_t> since_ns, uint64_t now_ns,
                   uint64_t span_ns) {
  return since_ns && now_ns < *since_ns + span_ns;
}

}  // namespace mood
