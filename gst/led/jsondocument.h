/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mood {

/// A value inside a JsonDocument, or none at all: asking for a member that is
/// not there, or of something that is no object, gives none. Valid as long as
/// its document.
class JsonValue {
 public:
  JsonValue() = default;
  explicit JsonValue(JsonNode* node) : node_(node) {}

  bool exists() const { return node_ != nullptr; }
  bool is_object() const;
  bool is_array() const;

  /// The member called @p name of an object.
  JsonValue operator[](const std::string& name) const;
  /// How many elements an array has; 0 for all else.
  size_t size() const;
  /// An element of an array.
  JsonValue operator[](size_t index) const;
  /// Visits the members of an object in their order.
  void for_each_member(const std::function<void(const std::string& name,
                                                JsonValue value)>& visit) const;

  /// The value if it is of that type. Numbers are finite.
  std::optional<std::string> string() const;
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  /// A number without a fraction that an int can hold.
  std::optional<int> integer() const;

  /// The value as JSON, without white space; `null` for none.
  std::string text() const;

 private:
  JsonNode* node_ = nullptr;  ///< the document's
};

/// JSON from outside.
class JsonDocument {
 public:
  /// Deeper nesting than this is refused: json-glib recurses.
  static constexpr int kMaxDepth = 32;

  /// The document in @p text, or nothing with the reason in @p error (if that
  /// is not null).
  static std::optional<JsonDocument> parse(std::string_view text,
                                           std::string* error);

  JsonValue root() const { return JsonValue(root_.get()); }

 private:
  struct NodeUnref {
    void operator()(JsonNode* node) const { json_node_unref(node); }
  };
  explicit JsonDocument(JsonNode* root) : root_(root) {}

  std::unique_ptr<JsonNode, NodeUnref> root_;
};

}  // namespace mood
