/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

#include "mappersettings.h"

namespace mood {

/// Settings of a scene session.
struct SessionSettings {
  MapperSettings mapper;
  int64_t offset_ns = 0;  ///< +-5 s, positive = lights later
};

}  // namespace mood
