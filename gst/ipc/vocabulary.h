/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The words in which moods travel: shared by the analysis, the element and
/// the scene mapper, so that each name is spelled once.
namespace mood {

/// What the music is doing now. Unknown until there is evidence.
enum class State : uint8_t {
  kUnknown,
  kSilence,
  kAmbient,
  kBreakdown,
  kChill,
  kGroove,
  kBuild,
  kPeak,
  kIntense,
};
inline constexpr std::array<std::string_view, 9> kStateNames = {
    "unknown", "silence", "ambient", "breakdown", "chill",
    "groove",  "build",   "peak",    "intense"};

enum class EnergyBand : uint8_t { kCalm, kModerate, kEnergetic };
inline constexpr std::array<std::string_view, 3> kEnergyBandNames = {
    "calm", "moderate", "energetic"};

enum class BrightnessBand : uint8_t { kDark, kNeutral, kBright };
inline constexpr std::array<std::string_view, 3> kBrightnessBandNames = {
    "dark", "neutral", "bright"};

enum class IntensityBand : uint8_t { kPlain, kGentle, kIntense };
inline constexpr std::array<std::string_view, 3> kIntensityBandNames = {
    "", "gentle", "intense"};

/// Styles of music. Unknown while there is too little evidence for any.
enum class Genre : uint8_t {
  kElectronic,
  kRock,
  kJazz,
  kClassical,
  kHipHop,
  kAcoustic,
  kMetal,
  kPop,
  kAmbient,
  kBlues,
  kUnknown,
};
/// How many genres have a name.
inline constexpr size_t kGenreCount = 10;
/// The last one is the name of Genre::kUnknown.
inline constexpr std::array<std::string_view, kGenreCount + 1> kGenreNames = {
    "electronic", "rock", "jazz",    "classical", "hip_hop", "acoustic",
    "metal",      "pop",  "ambient", "blues",     "unknown"};

/// Styles within a genre: see genre_of().
enum class SubGenre : uint8_t {
  kNone,
  kHouse,
  kTechno,
  kTrance,
  kDubstep,
  kDrumAndBass,
  kAmbientElectronic,
  kClassicRock,
  kAlternativeRock,
  kPunk,
  kIndieRock,
  kOldSchool,
  kTrap,
  kRap,
};
inline constexpr std::array<std::string_view, 14> kSubGenreNames = {
    "",
    "house",
    "techno",
    "trance",
    "dubstep",
    "drum_and_bass",
    "ambient_electronic",
    "classic_rock",
    "alternative_rock",
    "punk",
    "indie_rock",
    "old_school",
    "trap",
    "rap"};

/// Parts of a song. Unknown until there is evidence.
enum class Section : uint8_t {
  kUnknown,
  kIntro,
  kVerse,
  kPreChorus,
  kChorus,
  kBridge,
  kBreakdown,
  kDrop,
  kBuild,
  kOutro,
};
inline constexpr std::array<std::string_view, 10> kSectionNames = {
    "unknown", "intro",     "verse", "pre_chorus", "chorus",
    "bridge",  "breakdown", "drop",  "build",      "outro"};

/// What happens in the structure of a song.
enum class StructureEvent : uint8_t {
  kNone,
  kBeatDrop,
  kBuildStart,
  kClimax,
  kBreakdownStart,
  kEnergyRise,
  kEnergyFall,
  kSilence,
};
inline constexpr std::array<std::string_view, 8> kStructureEventNames = {
    "none",        "beat-drop",   "build-start", "climax", "breakdown-start",
    "energy-rise", "energy-fall", "silence"};

/// The parts of a category string such as `rock_energetic_bright_intense`.
struct Category {
  EnergyBand energy = EnergyBand::kModerate;
  BrightnessBand brightness = BrightnessBand::kNeutral;
  IntensityBand intensity = IntensityBand::kPlain;
  Genre genre = Genre::kUnknown;  ///< unknown = the string has no genre

  bool operator==(const Category&) const = default;
};

/// The state's name, or "unknown" for a value outside the enumeration.
std::string_view to_string(State state);
/// The state called @p name, or nothing.
std::optional<State> state_from_string(std::string_view name);
/// The genre's name, or "unknown" for none of the ten.
std::string_view to_string(Genre genre);
/// The genre called @p name, which may be "unknown", or nothing.
std::optional<Genre> genre_from_string(std::string_view name);
/// The sub-genre's name, or "" for none and outside the enumeration.
std::string_view to_string(SubGenre sub_genre);
/// The sub-genre called @p name, or nothing; "" is SubGenre::kNone.
std::optional<SubGenre> sub_genre_from_string(std::string_view name);
/// The genre that @p sub_genre is a style of; unknown for none.
Genre genre_of(SubGenre sub_genre);
/// The section's name, or "unknown" for a value outside the enumeration.
std::string_view to_string(Section section);
/// The section called @p name, which may be "unknown", or nothing.
std::optional<Section> section_from_string(std::string_view name);
/// The event's name, or "none" for a value outside the enumeration.
std::string_view to_string(StructureEvent event);
/// The event called @p name, or nothing.
std::optional<StructureEvent> structure_event_from_string(
    std::string_view name);
/// `[genre_]{calm|moderate|energetic}_{dark|neutral|bright}[_intense|_gentle]`,
/// without the genre if that is unknown.
std::string to_string(const Category& category);

}  // namespace mood
