/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "featureset.h"
#include "structurelabel.h"
#include "vocabulary.h"

namespace mood::accuracy {

/// Where a piece lies in Russell's plane.
struct Affect {
  double valence = 0;  ///< -1..1, 1 = pleasant
  double arousal = 0;  ///< -1..1, 1 = excited
};

/// A key, as it is written in a score.
struct KeyLabel {
  uint32_t pitch_class = 0;  ///< index into kPitchClassNames
  Mode mode = Mode::kMajor;

  bool operator==(const KeyLabel&) const = default;
};

/// A beat that somebody tapped or wrote.
struct BeatLabel {
  double time_s = 0;
  bool is_downbeat = false;
};

/// A file and what people say of it.
struct LabelledClip {
  std::string set;
  std::string id;
  std::string artist;  ///< clips of one artist are not independent
  std::filesystem::path path;
  std::optional<Affect> affect;     ///< from mood.csv
  std::optional<Genre> genre;       ///< from genre.csv, one of the ten
  std::optional<KeyLabel> key;      ///< from keytempo.csv, as the next two
  std::optional<double> tempo_bpm;  ///< of most of it
  std::vector<BeatLabel> beats;     ///< in order; empty = not labelled
  std::optional<StructureLabel> structure;  ///< from structure.csv
};

/// All clips of the manifests mood.csv, genre.csv, keytempo.csv and
/// structure.csv in @p folder, of which some may be missing; a file that is in
/// several is one clip. Columns that are looked at: set, id, file, artist;
/// valence and arousal; ledfx_genre; key_pc, key_mode, tempo and beats (a file
/// of lines "SECONDS POSITION", where a position of 1 is a downbeat); struct
/// (a file, see read_structure()).
/// @throws std::runtime_error that names the file, and column or row
std::vector<LabelledClip> read_manifests(const std::filesystem::path& folder);

/// Those of @p sets (all, if that is empty), and no more than the first
/// @p limit of each set (0 = no limit).
/// @throws std::runtime_error for a set that has no clips
std::vector<LabelledClip> selection(const std::vector<LabelledClip>& clips,
                                    const std::vector<std::string>& sets,
                                    size_t limit);

}  // namespace mood::accuracy
