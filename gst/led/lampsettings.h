/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

namespace mood {

/// How a lamp is treated.
struct LampSettings {
  double max_rate_hz = 10;                 ///< requests a second, 0.1..1000
  uint64_t timeout_ns = 3'000'000'000;     ///< for a whole request
  uint64_t retry_min_ns = 500'000'000;     ///< first pause after a failure
  uint64_t retry_max_ns = 30'000'000'000;  ///< longest pause
  bool release_on_stop = true;
};

}  // namespace mood
