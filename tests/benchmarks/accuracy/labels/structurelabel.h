/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <filesystem>
#include <vector>

namespace mood::accuracy {

/// A build-up that somebody wrote.
struct BuildLabel {
  double start_s = 0;
  double end_s = 0;
};

/// How a piece is put together. All times are in order.
struct StructureLabel {
  double bpm = 0;                    ///< 0 = not told; above it with events
  bool has_events = false;           ///< drops and builds are labelled
  std::vector<double> boundaries_s;  ///< between sections, ends not counted
  std::vector<double> drops_s;
  std::vector<BuildLabel> builds;
};

/// Reads a JSON object: `bpm`, and either `sections` (arrays of start, end and
/// name), `drops` (seconds) and `builds` (arrays of start and end), or
/// `boundaries` (arrays of seconds and anything).
/// @throws std::runtime_error that names the file
StructureLabel read_structure(const std::filesystem::path& path);

}  // namespace mood::accuracy
