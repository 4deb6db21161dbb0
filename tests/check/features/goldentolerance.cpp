/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "goldentolerance.h"

#include <algorithm>
#include <cmath>

namespace mood::features {
namespace {

using test::GoldenCase;
using test::GoldenReference;

struct Tolerance {
  std::string_view field;
  double absolute;
  double relative = 0;
};

constexpr double kRelative = 1e-5;
/// By how much the two may differ; anything not named: kRelative. The onset
/// strength is made of differences of decibels, whose float steps are 7.6e-6.
constexpr Tolerance kTolerances[] = {
    {"tempo", 0},
    {"tuning", 0},
    {"beat-frames", 0},
    {"onset-frames", 0},
    {"chroma", 1e-5},
    {"chroma-std", 1e-5},
    {"tonnetz", 1e-5},
    {"tonnetz-stability", 1e-5},
    {"harmonic-ratio", 1e-5},
    {"percussive-ratio", 1e-5},
    {"mfcc", 1e-3},
    {"mfcc-std", 1e-3},
    {"spectral-contrast", 1e-3},
    {"brightness-contrast", 1e-3},
    {"onset-strength", 1e-7, kRelative},
};
/// The figures have nine digits.
constexpr double kFigureStep = 1e-8;
/// The figures' sensitivity is that of one random change in the last bit: there
/// are worse, and FFTW rounds otherwise on every kind of processor.
constexpr double kWorseChange = 10;
/// Bands of the spectral contrast from this one on may hold nothing but noise:
/// the sweep has each of them quiet at some time, other signals the upper ones.
size_t first_quiet_band(const GoldenCase& window) {
  return window.name == "sweep" ? 0 : 4;
}
/// In this one lies the resampler's stopband: rounding noise, in librosa too.
constexpr size_t kUppermostBand = 6;
constexpr double kStopband_db = 4;
constexpr double kStopbandMean_db = 1.5;
/// resampy rounds after each of some hundred products that it sums.
constexpr double kKaiserContrast_db = .01;

double resampled_tolerance(std::string_view kind, std::string_view field,
                           size_t index) {
  if (kind == "direct") return 0;
  if (field == "brightness-contrast") return kStopbandMean_db;
  if (field != "spectral-contrast") return 0;
  if (index == kUppermostBand) return kStopband_db;
  return kind == "kaiser_best" ? kKaiserContrast_db : 0;
}

double sensitivity(const GoldenCase& window, std::string_view field,
                   size_t index) {
  if (field == "spectral-contrast" && index < first_quiet_band(window))
    return 0;
  const auto found = window.sensitive.find(field);
  const double own = found == window.sensitive.end() ? 0 : found->second;
  // What moves the coordinates moves their spread.
  return field == "tonnetz-stability"
             ? std::max(own, sensitivity(window, "tonnetz", 0))
             : own;
}

double tolerance_of(std::string_view field, double wanted) {
  for (const auto& tolerance : kTolerances)
    if (tolerance.field == field)
      return tolerance.absolute + tolerance.relative * std::abs(wanted);
  return kRelative * std::abs(wanted);
}

}  // namespace

double golden_tolerance(const GoldenCase& window,
                        const GoldenReference& reference,
                        std::string_view field, size_t index, double wanted) {
  return std::max({tolerance_of(field, wanted), kFigureStep * std::abs(wanted),
                   resampled_tolerance(reference.kind, field, index),
                   kWorseChange * sensitivity(window, field, index)});
}

}  // namespace mood::features
