/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include <cstdint>
#include <memory>
#include <string>

#include "jsondocument.h"

namespace mood {

/// Writes a JSON value that may hold pieces of other documents as they are.
/// The caller balances begin and end.
class JsonText {
 public:
  JsonText();

  JsonText& begin_object();
  JsonText& end_object();
  JsonText& begin_array();
  JsonText& end_array();
  /// The name of the next value; inside objects only.
  JsonText& key(const std::string& name);
  /// Valid UTF-8.
  JsonText& string(const std::string& text);
  JsonText& integer(int64_t value);
  /// A finite number, rounded to four decimals.
  JsonText& number(double value);
  JsonText& boolean(bool value);
  /// A copy of @p value; `null` for none.
  JsonText& value(JsonValue value);

  /// What was written, without white space.
  std::string text() const;

 private:
  struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
  };
  std::unique_ptr<JsonBuilder, Unref> builder_;
};

}  // namespace mood
