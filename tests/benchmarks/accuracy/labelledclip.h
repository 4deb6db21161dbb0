/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vocabulary.h"

namespace mood::accuracy {

/// Where a piece lies in Russell's plane.
struct Affect {
  double valence = 0;  ///< -1..1, 1 = pleasant
  double arousal = 0;  ///< -1..1, 1 = excited
};

/// A file and what people say of it.
struct LabelledClip {
  std::string set;
  std::string id;
  std::string artist;  ///< clips of one artist are not independent
  std::filesystem::path path;
  std::optional<Affect> affect;  ///< from mood.csv
  std::optional<Genre> genre;    ///< from genre.csv, one of the ten
};

/// All clips of the manifests mood.csv and genre.csv in @p folder, of which
/// one may be missing; a file that is in both is one clip. Other columns than
/// set, id, file, artist, valence, arousal and ledfx_genre are not looked at.
/// @throws std::runtime_error that names the file, and column or row
std::vector<LabelledClip> read_manifests(const std::filesystem::path& folder);

/// Those of @p sets (all, if that is empty), and no more than the first
/// @p limit of each set (0 = no limit).
/// @throws std::runtime_error for a set that has no clips
std::vector<LabelledClip> selection(const std::vector<LabelledClip>& clips,
                                    const std::vector<std::string>& sets,
                                    size_t limit);

}  // namespace mood::accuracy
