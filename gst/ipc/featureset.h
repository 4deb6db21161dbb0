/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace mood {

/// Rate and hop of the librosa feature groups, after resampling.
inline constexpr double kFeatureRate_hz = 22050;
inline constexpr size_t kFeatureHop = 512;  ///< samples from frame to frame

enum class Mode : uint32_t { kMinor = 0, kMajor = 1 };
inline constexpr std::array<std::string_view, 12> kPitchClassNames = {
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
inline constexpr std::array<std::string_view, 2> kModeNames = {"minor",
                                                               "major"};

/// The numbers of librosa 0.11's 13 feature groups over one window. Means and
/// standard deviations run over its frames. Beat and onset times have no fixed
/// number and travel beside it, as frame indices of kFeatureHop samples.
/// Plain data: it crosses the process border as it is.
struct FeatureSet {
  double tuning = 0;                ///< bins of a twelfth octave, [-0.5, 0.5)
  std::array<double, 12> chroma{};  ///< mean, 0..1, from C
  std::array<double, 12> chroma_std{};
  uint32_t key = 0;  ///< index into kPitchClassNames
  Mode mode = Mode::kMinor;
  double key_correlation = 0;  ///< of chroma with the key's profile, -1..1
  double tempo_bpm = 0;        ///< 0 = none
  std::array<double, 7> spectral_contrast{};  ///< dB, low to high
  double brightness_contrast = 0;             ///< dB, mean of the upper three
  double spectral_rolloff_hz = 0;             ///< 85 %
  double zero_crossing_rate = 0;              ///< per sample, 0..1
  std::array<double, 13> mfcc{};
  std::array<double, 13> mfcc_std{};
  double spectral_centroid_hz = 0;
  double spectral_centroid_std_hz = 0;
  double spectral_bandwidth_hz = 0;
  double onset_rate_hz = 0;             ///< onsets per second
  double onset_strength = 0;            ///< 0 if there is no onset
  std::array<double, 6> tonnetz{};      ///< fifths, minor, major thirds; -1..1
  double tonnetz_stability = 1;         ///< 1 - spread over all coordinates
  double harmonic_ratio = 0.5;          ///< share of the energy
  double percussive_ratio = 0.5;        ///< 1 - harmonic_ratio
  double rhythm_regularity = 0.5;       ///< 1 - variation of beat intervals
  double tempo_stability = 0.5;         ///< 1 - |mean interval - tempo's|
};
static_assert(std::is_trivially_copyable_v<FeatureSet>);

/// A numeric field and the name by which it travels; arrays have count > 1 or
/// are told by is_array.
struct FeatureField {
  const char* name;
  size_t offset;  ///< bytes into FeatureSet
  size_t count = 1;
  bool is_array = false;
};

#define MOOD_SCALAR(name, member) {name, offsetof(FeatureSet, member)}
#define MOOD_ARRAY(name, member, count) \
  {name, offsetof(FeatureSet, member), count, true}
/// Every number but key, mode and the times, in the order of the contract.
inline constexpr std::array<FeatureField, 24> kFeatureFields = {{
    MOOD_SCALAR("tuning", tuning),
    MOOD_ARRAY("chroma", chroma, 12),
    MOOD_ARRAY("chroma-std", chroma_std, 12),
    MOOD_SCALAR("key-correlation", key_correlation),
    MOOD_SCALAR("tempo", tempo_bpm),
    MOOD_ARRAY("spectral-contrast", spectral_contrast, 7),
    MOOD_SCALAR("brightness-contrast", brightness_contrast),
    MOOD_SCALAR("spectral-rolloff", spectral_rolloff_hz),
    MOOD_SCALAR("zero-crossing-rate", zero_crossing_rate),
    MOOD_ARRAY("mfcc", mfcc, 13),
    MOOD_ARRAY("mfcc-std", mfcc_std, 13),
    MOOD_SCALAR("mfcc-energy", mfcc),
    {"mfcc-timbre", offsetof(FeatureSet, mfcc) + sizeof(double), 5, true},
    MOOD_SCALAR("spectral-centroid", spectral_centroid_hz),
    MOOD_SCALAR("spectral-centroid-std", spectral_centroid_std_hz),
    MOOD_SCALAR("spectral-bandwidth", spectral_bandwidth_hz),
    MOOD_SCALAR("onset-rate", onset_rate_hz),
    MOOD_SCALAR("onset-strength", onset_strength),
    MOOD_ARRAY("tonnetz", tonnetz, 6),
    MOOD_SCALAR("tonnetz-stability", tonnetz_stability),
    MOOD_SCALAR("harmonic-ratio", harmonic_ratio),
    MOOD_SCALAR("percussive-ratio", percussive_ratio),
    MOOD_SCALAR("rhythm-regularity", rhythm_regularity),
    MOOD_SCALAR("tempo-stability", tempo_stability),
}};
#undef MOOD_SCALAR
#undef MOOD_ARRAY

/// The values of @p field in @p features, field.count of them.
inline const double* feature_values(const FeatureSet& features,
                                    const FeatureField& field) {
  return reinterpret_cast<const double*>(
      reinterpret_cast<const std::byte*>(&features) + field.offset);
}

/// Seconds from the window's start to feature frame @p index
/// (librosa.frames_to_time).
constexpr double feature_frame_time_s(size_t index) {
  return double(index * kFeatureHop) / kFeatureRate_hz;
}

}  // namespace mood
