/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace mood {

/// Writes one JSON value after the other into a string, without white space.
/// The output is valid UTF-8 whatever goes in, the same in every locale, and
/// holds no line break. The caller balances begin and end.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();

  /// The name of the next value; inside objects only.
  JsonWriter& key(std::string_view name);
  /// Bytes that are not UTF-8 become U+FFFD.
  JsonWriter& string(std::string_view text);
  /// Rounded to four decimals; 0 for what is not finite.
  JsonWriter& number(double value);
  template <std::integral Integer>
  JsonWriter& integer(Integer value) {
    char digits[24];
    char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return raw({digits, end});
  }
  JsonWriter& boolean(bool value);
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  const std::string& text() const { return text_; }

 private:
  void separate();
  void quote(std::string_view text);

  std::string text_;
  bool need_comma_ = false;
};

}  // namespace mood
