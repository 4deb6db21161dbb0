/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

#include "mappersettings.h"

namespace mood {

/// What scene changes wait for.
enum class Quantize : uint8_t { kOff, kBeat, kBar };

/// Settings of a scene session. The caller keeps the ranges.
struct SessionSettings {
  MapperSettings mapper;
  int64_t offset_ns = 0;  ///< +-5 s, positive = lights later
  Quantize quantize = Quantize::kOff;
  bool allow_strobe = false;                  ///< no limit to flashes
  uint64_t starved_after_ns = 5'000'000'000;  ///< 1..60 s

  bool operator==(const SessionSettings&) const = default;
};

}  // namespace mood
