/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mood::test {

/// What librosa made of one window, at most with one way of resampling.
struct GoldenReference {
  std::string kind;     ///< "direct", "soxr_hq" or "kaiser_best"
  bool absent = false;  ///< there is no result
  std::string key;      ///< name of a pitch class
  std::string mode;     ///< "major" or "minor"
  /// By the names of kFeatureFields, and "beat-frames" and "onset-frames".
  std::map<std::string, std::vector<double>, std::less<>> values;
};

/// A window and all that is known of it.
struct GoldenCase {
  std::string name;
  double rate_hz = 0;
  size_t samples = 0;
  double buffer_s = 0;  ///< which the window fills, or a part of it
  std::string sha256;   ///< of the samples, 32-bit floats, little endian
  std::vector<double> first8;
  std::vector<double> sum;             ///< one number, or none
  std::vector<double> sum_of_squares;  ///< one number, or none
  /// How far a change of the input by one ulp moves a value of a field.
  std::map<std::string, double, std::less<>> sensitive;
  /// Fields that rounding alone decides.
  std::set<std::string, std::less<>> incomparable;
  std::vector<GoldenReference> references;

  /// The reference of that kind, or nullptr.
  const GoldenReference* reference(std::string_view kind) const;
};

/// For GoogleTest.
inline void PrintTo(const GoldenCase& window, std::ostream* out) {
  *out << window.name << " at " << window.rate_hz << " Hz";
}

/// Reads one file of tests/files/golden, for whose format see the README
/// there.
/// @throws std::runtime_error if it cannot be read or understood.
std::vector<GoldenCase> read_golden_figures(const std::string& path);

}  // namespace mood::test
