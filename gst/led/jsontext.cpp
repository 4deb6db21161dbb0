/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "jsontext.h"

#include <cmath>

namespace mood {

JsonText::JsonText() : builder_(json_builder_new()) {}

JsonText& JsonText::begin_object() {
  json_builder_begin_object(builder_.get());
  return *this;
}

JsonText& JsonText::end_object() {
  json_builder_end_object(builder_.get());
  return *this;
}

JsonText& JsonText::begin_array() {
  json_builder_begin_array(builder_.get());
  return *this;
}

JsonText& JsonText::end_array() {
  json_builder_end_array(builder_.get());
  return *this;
}

JsonText& JsonText::key(const std::string& name) {
  json_builder_set_member_name(builder_.get(), name.c_str());
  return *this;
}

JsonText& JsonText::string(const std::string& text) {
  json_builder_add_string_value(builder_.get(), text.c_str());
  return *this;
}

JsonText& JsonText::integer(int64_t value) {
  json_builder_add_int_value(builder_.get(), value);
  return *this;
}

JsonText& JsonText::number(double value) {
  json_builder_add_double_value(builder_.get(), std::round(value * 1e4) / 1e4);
  return *this;
}

JsonText& JsonText::boolean(bool value) {
  json_builder_add_boolean_value(builder_.get(), value ? TRUE : FALSE);
  return *this;
}

JsonText& JsonText::value(JsonValue value) {
  JsonNode* copy = value.copy();
  json_builder_add_value(builder_.get(), copy);
  return *this;
}

std::string JsonText::text() const {
  JsonNode* root = json_builder_get_root(builder_.get());
  if (root == nullptr) return "null";
  const std::string text = JsonValue(root).text();
  json_node_unref(root);
  return text;
}

}  // namespace mood
