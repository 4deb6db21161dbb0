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

/// The parts of a category string such as `energetic_bright_intense`.
struct Category {
  EnergyBand energy = EnergyBand::kModerate;
  BrightnessBand brightness = BrightnessBand::kNeutral;
  IntensityBand intensity = IntensityBand::kPlain;

  bool operator==(const Category&) const = default;
};

/// The state's name, or "unknown" for a value outside the enumeration.
std::string_view to_string(State state);
/// The state called @p name, or nothing.
std::optional<State> state_from_string(std::string_view name);
/// `{calm|moderate|energetic}_{dark|neutral|bright}[_intense|_gentle]`.
std::string to_string(const Category& category);

}  // namespace mood
