/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>
#include <string>
#include <vector>

namespace mood::accuracy {

/// What the command line asks for.
struct Options {
  std::string folder;  ///< with the manifests; "" = none given
  std::string json;    ///< file to write, "" = none
  std::vector<std::string> analyses = {"basic", "advanced"};
  std::vector<std::string> sets;  ///< empty = all
  size_t limit = 0;               ///< clips of each set, 0 = all
  unsigned jobs = 2;              ///< clips at a time
  double interval_s = 0.1;        ///< between moods
  bool gain = false;              ///< play louder and softer copies too
  bool peers = false;             ///< let other programs listen too
};

inline constexpr char kUsage[] =
    "mood-accuracy [FOLDER] [--json FILE] [--analysis basic|advanced|both]\n"
    "              [--sets NAME,...] [--limit N] [--jobs N] [--interval S]\n"
    "              [--gain] [--peers]";

/// Without a folder among @p arguments, it is @p default_folder.
/// @throws std::runtime_error that says what is wrong
Options parse_options(std::span<const char* const> arguments,
                      const std::string& default_folder);

}  // namespace mood::accuracy
