/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "jsonwriter.h"

#include <cmath>
#include <cstdint>

namespace mood {
namespace {

// Bytes of the well-formed UTF-8 sequence that opens `text`, 0 if there is
// none (Unicode 15, table 3-7).
size_t sequence_length(std::string_view text) {
  const auto byte = [text](size_t i) {
    return static_cast<uint8_t>(i < text.size() ? text[i] : 0);
  };
  const auto between = [&byte](size_t i, uint8_t low, uint8_t high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return between(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const uint8_t low = lead == 0xe0 ? 0xa0 : 0x80;
    const uint8_t high = lead == 0xed ? 0x9f : 0xbf;
    return between(1, low, high) && between(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const uint8_t low = lead == 0xf0 ? 0x90 : 0x80;
    const uint8_t high = lead == 0xf4 ? 0x8f : 0xbf;
    return between(1, low, high) && between(2, 0x80, 0xbf) &&
                   between(3, 0x80, 0xbf)
               ? 4
               : 0;
  }
  return 0;
}

void append_escaped(std::string& out, char c) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  const auto code = static_cast<uint8_t>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (code < 0x20 || code == 0x7f) {
    out += "\\u00";
    out += kDigits[code >> 4];
    out += kDigits[code & 15];
  } else {
    out += c;
  }
}

}  // namespace

JsonWriter& JsonWriter::begin_object() {
  separate();
  text_ += '{';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  text_ += '}';
  need_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  text_ += '[';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  text_ += ']';
  need_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  text_ += ':';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  // 2^53: beyond it there are no decimals to round away.
  if (std::abs(value) < 9007199254740992.0 / 1e4) {
    value = std::round(value * 1e4) / 1e4;
  }
  if (!std::isfinite(value) || value == 0) value = 0;
  char digits[32];
  char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return raw({digits, end});
}

JsonWriter& JsonWriter::boolean(bool value) {
  return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

void JsonWriter::separate() {
  if (need_comma_) text_ += ',';
  need_comma_ = true;
}

void JsonWriter::quote(std::string_view text) {
  text_ += '"';
  while (!text.empty()) {
    const size_t length = sequence_length(text);
    if (length == 0) {
      text_ += "\xef\xbf\xbd";
    } else if (length == 1) {
      append_escaped(text_, text[0]);
    } else {
      text_ += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  text_ += '"';
}

}  // namespace mood
