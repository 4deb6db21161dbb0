/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <map>
#include <optional>
#include <string>

#include "jsondocument.h"

namespace mood {

/// A number that an effect of LedFx takes.
struct LedFxParameter {
  std::optional<double> minimum;
  std::optional<double> maximum;
  bool is_integer = false;

  /// @p value as near as the server accepts it. A value out of range would have
  /// it reject the whole update.
  double fit(double value) const;
};

/// The numbers that the effects of a server take: `GET /api/schema`.
class LedFxSchema {
 public:
  /// Nothing if @p schema names no effects.
  static std::optional<LedFxSchema> from_json(JsonValue schema);

  /// The parameter @p name of effect @p type, or null if it takes none.
  const LedFxParameter* find(const std::string& type,
                             const std::string& name) const;

 private:
  using Parameters = std::map<std::string, LedFxParameter>;
  std::map<std::string, Parameters> effects_;
};

}  // namespace mood
