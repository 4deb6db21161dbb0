/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "look.h"
#include "vocabulary.h"

namespace mood {

/// How the lamps answer a structural event before they return to the mood's
/// own look. What is absent stays as the mood has it.
struct Reaction {
  StructureEvent event;
  std::string_view gradient;  ///< empty = the mood's own
  std::optional<double> speed;
  std::optional<double> blur;
  std::optional<double> brightness;
  uint32_t transition_ms;
  uint64_t hold_ns;  ///< then back to the mood's look
  bool flash;        ///< with a white accent

  /// @p look with this reaction over it.
  Look over(Look look) const;
};

/// The default reaction to @p event, or null if there is none.
const Reaction* find_reaction(StructureEvent event);

}  // namespace mood
