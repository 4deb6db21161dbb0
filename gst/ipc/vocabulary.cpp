/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "vocabulary.h"

#include <algorithm>

namespace mood {
namespace {

/// The name of @p value, or that of @p otherwise if it has none.
template <typename Word, size_t kCount>
std::string_view name_of(const std::array<std::string_view, kCount>& names,
                         Word value, Word otherwise) {
  const auto index = static_cast<size_t>(value);
  return names[index < kCount ? index : static_cast<size_t>(otherwise)];
}

/// The value called @p name, or nothing.
template <typename Word, size_t kCount>
std::optional<Word> find_in(const std::array<std::string_view, kCount>& names,
                            std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Word>(found - names.begin());
}

}  // namespace

std::string_view to_string(State state) {
  return name_of(kStateNames, state, State::kUnknown);
}

std::optional<State> state_from_string(std::string_view name) {
  return find_in<State>(kStateNames, name);
}

std::string_view to_string(Genre genre) {
  return name_of(kGenreNames, genre, Genre::kUnknown);
}

std::optional<Genre> genre_from_string(std::string_view name) {
  return find_in<Genre>(kGenreNames, name);
}

std::string_view to_string(SubGenre sub_genre) {
  return name_of(kSubGenreNames, sub_genre, SubGenre::kNone);
}

std::optional<SubGenre> sub_genre_from_string(std::string_view name) {
  return find_in<SubGenre>(kSubGenreNames, name);
}

std::string_view to_string(Section section) {
  return name_of(kSectionNames, section, Section::kUnknown);
}

std::optional<Section> section_from_string(std::string_view name) {
  return find_in<Section>(kSectionNames, name);
}

std::string_view to_string(StructureEvent event) {
  return name_of(kStructureEventNames, event, StructureEvent::kNone);
}

std::optional<StructureEvent> structure_event_from_string(
    std::string_view name) {
  return find_in<StructureEvent>(kStructureEventNames, name);
}

Genre genre_of(SubGenre sub_genre) {
  switch (sub_genre) {
    case SubGenre::kHouse:
    case SubGenre::kTechno:
    case SubGenre::kTrance:
    case SubGenre::kDubstep:
    case SubGenre::kDrumAndBass:
    case SubGenre::kAmbientElectronic:
      return Genre::kElectronic;
    case SubGenre::kClassicRock:
    case SubGenre::kAlternativeRock:
    case SubGenre::kPunk:
    case SubGenre::kIndieRock:
      return Genre::kRock;
    case SubGenre::kOldSchool:
    case SubGenre::kTrap:
    case SubGenre::kRap:
      return Genre::kHipHop;
    case SubGenre::kNone:
      break;
  }
  return Genre::kUnknown;
}

std::string to_string(const Category& category) {
  std::string text;
  if (category.genre < Genre::kUnknown) {
    text += to_string(category.genre);
    text += '_';
  }
  text += kEnergyBandNames[static_cast<size_t>(category.energy)];
  text += '_';
  text += kBrightnessBandNames[static_cast<size_t>(category.brightness)];
  const auto intensity =
      kIntensityBandNames[static_cast<size_t>(category.intensity)];
  if (!intensity.empty()) {
    text += '_';
    text += intensity;
  }
  return text;
}

}  // namespace mood
