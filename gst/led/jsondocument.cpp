/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "jsondocument.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mood {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};

int nesting_depth(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

GType value_type(JsonNode* node) {
  return node != nullptr && JSON_NODE_HOLDS_VALUE(node)
             ? json_node_get_value_type(node)
             : G_TYPE_INVALID;
}

}  // namespace

bool JsonValue::is_object() const {
  return node_ != nullptr && JSON_NODE_HOLDS_OBJECT(node_);
}

bool JsonValue::is_array() const {
  return node_ != nullptr && JSON_NODE_HOLDS_ARRAY(node_);
}

JsonValue JsonValue::operator[](const std::string& name) const {
  if (!is_object()) return {};
  return JsonValue(
      json_object_get_member(json_node_get_object(node_), name.c_str()));
}

size_t JsonValue::size() const {
  return is_array() ? json_array_get_length(json_node_get_array(node_)) : 0;
}

JsonValue JsonValue::operator[](size_t index) const {
  if (index >= size()) return {};
  return JsonValue(json_array_get_element(json_node_get_array(node_),
                                          static_cast<guint>(index)));
}

void JsonValue::for_each_member(
    const std::function<void(const std::string&, JsonValue)>& visit) const {
  if (!is_object()) return;
  JsonObjectIter iter;
  json_object_iter_init_ordered(&iter, json_node_get_object(node_));
  const char* name = nullptr;
  JsonNode* value = nullptr;
  while (json_object_iter_next_ordered(&iter, &name, &value))
    visit(name, JsonValue(value));
}

std::optional<std::string> JsonValue::string() const {
  if (value_type(node_) != G_TYPE_STRING) return {};
  const char* text = json_node_get_string(node_);
  return std::string(text != nullptr ? text : "");
}

std::optional<double> JsonValue::number() const {
  const GType type = value_type(node_);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE) return {};
  const double value = json_node_get_double(node_);
  if (!std::isfinite(value)) return {};
  return value;
}

std::optional<int> JsonValue::integer() const {
  const std::optional<double> value = number();
  if (!value || *value != std::floor(*value)) return {};
  if (*value < std::numeric_limits<int>::min() ||
      *value > std::numeric_limits<int>::max())
    return {};
  return static_cast<int>(*value);
}

std::optional<bool> JsonValue::boolean() const {
  if (value_type(node_) != G_TYPE_BOOLEAN) return {};
  return json_node_get_boolean(node_) != FALSE;
}

std::string JsonValue::text() const {
  if (node_ == nullptr) return "null";
  const std::unique_ptr<char, decltype(&g_free)> text(
      json_to_string(node_, FALSE), g_free);
  return text.get();
}

std::optional<JsonDocument> JsonDocument::parse(std::string_view text,
                                                std::string* error) {
  const auto refuse = [&](std::string reason) {
    if (error != nullptr) *error = std::move(reason);
    return std::nullopt;
  };
  if (nesting_depth(text) > kMaxDepth)
    return refuse("JSON is nested deeper than " + std::to_string(kMaxDepth));
  const std::unique_ptr<JsonParser, Unref> parser(json_parser_new_immutable());
  GError* failure = nullptr;
  if (!json_parser_load_from_data(parser.get(), text.data(),
                                  static_cast<gssize>(text.size()), &failure)) {
    const std::string reason = std::string("not JSON: ") + failure->message;
    g_error_free(failure);
    return refuse(reason);
  }
  JsonNode* root = json_parser_steal_root(parser.get());
  if (root == nullptr) return refuse("not JSON: nothing in it");
  return JsonDocument(root);
}

}  // namespace mood
