/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "differences.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string_view>

namespace mood::features {
namespace {

std::string line(std::string_view field, size_t index, double found,
                 double wanted) {
  char text[160];
  std::snprintf(text, sizeof text, "%.*s[%zu]: %.9g and %.9g, %.2g apart\n",
                int(field.size()), field.data(), index, found, wanted,
                found - wanted);
  return text;
}

std::string frames(std::string_view field, const std::vector<uint32_t>& found,
                   const std::vector<uint32_t>& wanted) {
  if (found == wanted) return {};
  std::string text = std::string(field) + ":";
  for (const uint32_t frame : found) text += " " + std::to_string(frame);
  text += " and";
  for (const uint32_t frame : wanted) text += " " + std::to_string(frame);
  return text + "\n";
}

bool counts(std::string_view field) {
  return field == "tempo" || field == "tuning";
}

struct Limits {
  std::string_view field;
  double lowest, highest;
};

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNyquist_hz = kRate_hz / 2;
/// Those not named: finite.
constexpr Limits kLimits[] = {
    {"tuning", -.5, .5},
    {"chroma", 0, 1},
    {"chroma-std", 0, 1},
    {"key-correlation", -1, 1},
    {"tempo", 0, 400},
    {"spectral-contrast", 0, 200},
    {"brightness-contrast", 0, 200},
    {"spectral-rolloff", 0, kNyquist_hz},
    {"zero-crossing-rate", 0, 1},
    {"mfcc-std", 0, kInfinity},
    {"spectral-centroid", 0, kNyquist_hz},
    {"spectral-centroid-std", 0, kNyquist_hz},
    {"spectral-bandwidth", 0, kNyquist_hz},
    {"onset-rate", 0, kRate_hz / double(kHop)},
    {"onset-strength", 0, kInfinity},
    {"tonnetz", -1, 1},
    {"tonnetz-stability", 0, 1},
    {"harmonic-ratio", 0, 1},
    {"percussive-ratio", 0, 1},
    {"rhythm-regularity", 0, 1},
    {"tempo-stability", 0, 1},
};

bool is_possible(std::string_view field, double value) {
  for (const auto& limits : kLimits)
    if (limits.field == field)
      return value >= limits.lowest && value <= limits.highest;
  return std::isfinite(value);
}

}  // namespace

std::string differences(const WindowResult& found, const WindowResult& wanted,
                        double tolerance) {
  if (!found.features || !wanted.features)
    return found.features.has_value() == wanted.features.has_value()
               ? ""
               : "one has a result\n";
  const FeatureSet &a = *found.features, &b = *wanted.features;
  std::string text = frames("beats", found.beat_frames, wanted.beat_frames) +
                     frames("onsets", found.onset_frames, wanted.onset_frames);
  if (a.key != b.key) text += line("key", 0, a.key, b.key);
  if (a.mode != b.mode) text += line("mode", 0, double(a.mode), double(b.mode));
  for (const auto& field : kFeatureFields)
    for (size_t i = 0; i < field.count; ++i) {
      const double x = feature_values(a, field)[i];
      const double y = feature_values(b, field)[i];
      const double allowed =
          counts(field.name) ? 0 : tolerance * std::max(1.0, std::abs(y));
      if (!(std::abs(x - y) <= allowed)) text += line(field.name, i, x, y);
    }
  return text;
}

std::string impossible_values(const FeatureSet& features) {
  std::string text;
  if (features.key >= 12) text += line("key", 0, features.key, 0);
  for (const auto& field : kFeatureFields)
    for (size_t i = 0; i < field.count; ++i) {
      const double value = feature_values(features, field)[i];
      if (!is_possible(field.name, value))
        text += line(field.name, i, value, value);
    }
  return text;
}

}  // namespace mood::features
