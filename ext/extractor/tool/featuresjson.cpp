/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/featuresjson.h"

#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace mood {
namespace {

/// The members of one object, in the order in which they are added.
class JsonObject {
 public:
  void number(std::string_view key, double value) {
    name(key);
    append(value);
  }
  void integer(std::string_view key, uint64_t value) {
    name(key);
    text_ += std::to_string(value);
  }
  /// @p value must need no escapes.
  void text(std::string_view key, std::string_view value) {
    name(key);
    text_.append("\"").append(value).append("\"");
  }
  void numbers(std::string_view key, std::span<const double> values) {
    name(key);
    const char* separator = "[";
    for (const double value : values) {
      text_ += separator;
      append(value);
      separator = ", ";
    }
    text_ += values.empty() ? "[]" : "]";
  }
  void times(std::string_view key, std::span<const uint32_t> frames) {
    std::vector<double> times_s;
    for (const uint32_t frame : frames)
      times_s.push_back(feature_frame_time_s(frame));
    numbers(key, times_s);
  }
  std::string finish() && { return std::move(text_) + "\n}\n"; }

 private:
  void name(std::string_view key) {
    text_.append(text_.empty() ? "{\n  \"" : ",\n  \"");
    text_.append(key).append("\": ");
  }
  void append(double value) {
    if (!std::isfinite(value)) {
      text_ += "null";
      return;
    }
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value,
                                   std::chars_format::general, 17);
    text_.append(digits, end.ptr);
  }

  std::string text_;
};

}  // namespace

std::string features_json(const FeatureSet& features,
                          std::span<const uint32_t> beat_frames,
                          std::span<const uint32_t> onset_frames,
                          uint64_t analysis_time_ns) {
  JsonObject json;
  json.integer("sample-rate", static_cast<uint64_t>(kFeatureRate_hz));
  for (const FeatureField& field : kFeatureFields) {
    const std::string_view name = field.name;
    if (name == "key-correlation") {
      json.text("key", kPitchClassNames[features.key]);
      json.text("mode", kModeNames[static_cast<size_t>(features.mode)]);
    }
    const double* values = feature_values(features, field);
    if (field.is_array)
      json.numbers(name, {values, field.count});
    else
      json.number(name, *values);
    if (name == "tempo") json.times("beat-times", beat_frames);
    if (name == "onset-strength") json.times("onset-times", onset_frames);
  }
  json.integer("analysis-time", analysis_time_ns);
  return std::move(json).finish();
}

}  // namespace mood
