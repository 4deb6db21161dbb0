/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// Genres that people mix up, and may without harm.
struct GenreFamily {
  const char* name;
  std::array<Genre, 2> members;  ///< kUnknown = no second one
};
inline constexpr std::array<GenreFamily, 6> kGenreFamilies = {{
    {"electronic", {Genre::kElectronic, Genre::kUnknown}},
    {"hip_hop", {Genre::kHipHop, Genre::kUnknown}},
    {"rock or metal", {Genre::kRock, Genre::kMetal}},
    {"jazz or blues", {Genre::kJazz, Genre::kBlues}},
    {"classical or ambient", {Genre::kClassical, Genre::kAmbient}},
    {"pop or acoustic", {Genre::kPop, Genre::kAcoustic}},
}};
/// Index into kGenreFamilies of one of the ten genres.
size_t family_of(Genre genre);

/// How often the last message with sound of a clip names the labelled genre,
/// for each set and for all; every clip counts the same. What is likeliest is
/// taken from `genres`, also where `genre` is unknown. The likeliest family is
/// the one whose members' shares have the largest sum.
/// @param analysis goes into the names of the tables.
Report genre_report(std::span<const HeardClip> clips,
                    const std::string& analysis);

}  // namespace mood::accuracy
