/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "valueparser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "keyfile.h"

namespace mood {
namespace {

constexpr double kNsPerSecond = 1e9;
constexpr std::string_view kBadEscape =
    "has a backslash that means nothing: write \\\\ for one";

std::optional<double> to_number(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

std::string to_text(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

class Setter {
 public:
  Setter(const ConfigKey& key, std::string_view text, SessionSettings& settings)
      : key_(key), text_(text), settings_(settings) {}

  std::string operator()(ConfigField<bool> field) {
    if (text_ != "true" && text_ != "false") return "must be true or false";
    field(settings_) = text_ == "true";
    return {};
  }

  std::string operator()(ConfigField<double> field) {
    const auto number = in_range();
    if (!number) return "must be a number from " + range();
    field(settings_) = *number;
    return {};
  }

  std::string operator()(ConfigField<uint32_t> field) {
    const auto number = in_range();
    if (!number || *number != std::floor(*number)) {
      return "must be a whole number from " + range();
    }
    field(settings_) = static_cast<uint32_t>(*number);
    return {};
  }

  std::string operator()(ConfigField<uint64_t> field) { return time(field); }
  std::string operator()(ConfigField<int64_t> field) { return time(field); }

  std::string operator()(ConfigField<std::string> field) {
    std::string text;
    if (!unescape(text_, text)) return std::string(kBadEscape);
    field(settings_) = std::move(text);
    return {};
  }

  std::string operator()(ConfigField<std::vector<std::string>> field) {
    std::vector<std::string> list;
    if (!split_list(text_, list)) return std::string(kBadEscape);
    field(settings_) = std::move(list);
    return {};
  }

  std::string operator()(ConfigField<std::optional<Colour>> field) {
    const auto colour = colour_from_string(text_);
    if (!colour && !text_.empty()) {
      return "must be a color such as #ff8800, or empty";
    }
    field(settings_) = colour;
    return {};
  }

  std::string operator()(const ConfigChoice& choice) {
    const auto& names = choice.names;
    const auto found = std::find(names.begin(), names.end(), text_);
    if (found != names.end()) {
      choice.set(settings_, found - names.begin());
      return {};
    }
    std::string message = "must be one of";
    for (const std::string_view name : names) {
      message += " " + std::string(name);
    }
    return message;
  }

 private:
  template <typename Time>
  std::string time(ConfigField<Time> field) {
    const auto seconds = in_range();
    if (!seconds) return "must be a number of seconds from " + range();
    field(settings_) = static_cast<Time>(std::llround(*seconds * kNsPerSecond));
    return {};
  }

  std::optional<double> in_range() const {
    const auto number = to_number(text_);
    const bool good = number && *number >= key_.min && *number <= key_.max;
    return good ? number : std::nullopt;
  }

  std::string range() const {
    return to_text(key_.min) + " to " + to_text(key_.max);
  }

  const ConfigKey& key_;
  std::string_view text_;
  SessionSettings& settings_;
};

}  // namespace

std::string parse_value(const ConfigKey& key, std::string_view text,
                        SessionSettings& settings) {
  return std::visit(Setter(key, text, settings), key.access);
}

}  // namespace mood
