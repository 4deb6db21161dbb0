/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cliprecord.h"
#include "labelledclip.h"

namespace mood::accuracy {

/// A clip and what the analyzer says of it.
struct HeardClip {
  LabelledClip clip;
  ClipRecord record;
};

}  // namespace mood::accuracy
