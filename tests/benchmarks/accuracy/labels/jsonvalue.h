/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mood::accuracy {

/// What a JSON text holds, as far as labels need it: of other values than
/// numbers, arrays and objects it is only known that they are there.
struct JsonValue {
  double number = 0;                         ///< 0 if it is none
  std::vector<JsonValue> items;              ///< empty if it is no array
  std::map<std::string, JsonValue> members;  ///< empty if it is no object

  /// The member @p name; an empty value if there is none.
  const JsonValue& operator[](const std::string& name) const;

  /// @throws std::runtime_error that says where the text is no JSON (RFC 8259;
  /// escapes in strings are passed over, not decoded)
  static JsonValue parse(std::string_view text);
};

}  // namespace mood::accuracy
