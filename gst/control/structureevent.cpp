/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "structureevent.h"

#include <algorithm>

namespace mood {

std::string_view to_string(StructureEvent event) {
  const auto index = static_cast<size_t>(event);
  return index < kStructureEventNames.size() ? kStructureEventNames[index]
                                             : kStructureEventNames[0];
}

std::optional<StructureEvent> structure_event_from_string(
    std::string_view name) {
  const auto& names = kStructureEventNames;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<StructureEvent>(found - names.begin());
}

}  // namespace mood
