/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "goldencheck.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "goldentolerance.h"

namespace mood::features {
namespace {

using test::GoldenCase;
using test::GoldenReference;

/// Collects what deviates.
class Report {
 public:
  Report(const GoldenCase& window, const GoldenReference& reference)
      : window_(window), reference_(reference) {}

  void text(std::string_view field, std::string_view found,
            std::string_view wanted) {
    if (found == wanted || window_.incomparable.contains(field)) return;
    text_ += std::string(field) + ": " + std::string(found) + " instead of " +
             std::string(wanted) + "\n";
  }

  void values(const FeatureSet& features, const FeatureField& field) {
    const double* found = feature_values(features, field);
    const auto* wanted = wanted_of(field.name);
    if (!wanted || !has_size(field.name, {found, field.count}, *wanted)) return;
    for (size_t i = 0; i < field.count; ++i)
      value(field.name, i, found[i], (*wanted)[i]);
  }

  void frames(std::string_view field, std::span<const uint32_t> frames) {
    const std::vector<double> found(frames.begin(), frames.end());
    const auto* wanted = wanted_of(field);
    if (!wanted || !has_size(field, found, *wanted)) return;
    for (size_t i = 0; i < found.size(); ++i)
      value(field, i, found[i], (*wanted)[i]);
  }

  std::string take() && { return std::move(text_); }

 private:
  /// Nothing if there is nothing to compare with.
  const std::vector<double>* wanted_of(std::string_view field) const {
    const auto wanted = reference_.values.find(field);
    return wanted == reference_.values.end() ||
                   window_.incomparable.contains(field)
               ? nullptr
               : &wanted->second;
  }

  bool has_size(std::string_view field, std::span<const double> found,
                const std::vector<double>& wanted) {
    if (found.size() == wanted.size()) return true;
    text(field, join(found), join(wanted));
    return false;
  }

  static std::string join(std::span<const double> values) {
    std::string text = "[";
    char number[32];
    for (const double value : values) {
      std::snprintf(number, sizeof number, " %g", value);
      text += number;
    }
    return text + " ]";
  }

  void value(std::string_view field, size_t index, double found,
             double wanted) {
    const double limit =
        golden_tolerance(window_, reference_, field, index, wanted);
    if (std::abs(found - wanted) <= limit) return;  // false for NaN
    char line[200];
    std::snprintf(
        line, sizeof line,
        "%.*s[%zu]: %.9g instead of %.9g, off by %.2g, %.2g allowed\n",
        int(field.size()), field.data(), index, found, wanted, found - wanted,
        limit);
    text_ += line;
  }

  const GoldenCase& window_;
  const GoldenReference& reference_;
  std::string text_;
};

}  // namespace

bool is_ready(const test::GoldenCase& window) {
  const auto capacity = size_t(window.rate_hz * window.buffer_s);
  return window.samples > 0 && window.samples >= size_t(.3 * double(capacity));
}

std::string deviations(const WindowResult& result, const GoldenCase& window,
                       const GoldenReference& reference) {
  if (reference.absent || !result.features)
    return reference.absent == !result.features ? "" : "one has a result\n";
  const FeatureSet& features = *result.features;
  Report report(window, reference);
  report.text("key", kPitchClassNames[features.key], reference.key);
  report.text("mode", kModeNames[size_t(features.mode)], reference.mode);
  for (const auto& field : kFeatureFields) report.values(features, field);
  report.frames("beat-frames", result.beat_frames);
  report.frames("onset-frames", result.onset_frames);
  return std::move(report).take();
}

std::string test_name(const std::string& name) {
  std::string plain = name;
  for (char& letter : plain)
    if (!std::isalnum(static_cast<unsigned char>(letter))) letter = '_';
  return plain;
}

}  // namespace mood::features
