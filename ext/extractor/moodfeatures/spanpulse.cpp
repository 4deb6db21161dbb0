/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/spanpulse.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// Places in HopFeatures.
constexpr size_t kFlux = 7;
constexpr size_t kBassRise = 29;
constexpr size_t kModulation = 35;
constexpr size_t kPace = 50;
constexpr size_t kLevel = 0;

using Correlation = std::array<double, BlockSums::kLags>;
constexpr std::array<std::string_view, 7> kDigits = {"0", "1", "2", "3",
                                                     "4", "5", "6"};

Correlation correlation(const BlockSums& sums, size_t series, size_t value) {
  const auto count = static_cast<double>(std::max<size_t>(sums.hops.count, 1));
  const double mean = sums.hops.mean(value);
  const auto& products = sums.products[series];
  const double power = products[0] / count - mean * mean + 1e-9;
  Correlation result;
  for (size_t lag = 0; lag < result.size(); ++lag)
    result[lag] =
        std::clamp((products[lag] / count - mean * mean) / power, -1.0, 1.0);
  return result;
}

double highest(const Correlation& values, size_t from, size_t to) {
  return *std::max_element(values.begin() + from, values.begin() + to);
}

void put_autocorrelation(const BlockSums& sums, FeatureSink& sink) {
  const Correlation flux = correlation(sums, 0, kFlux);
  const auto peak = std::max_element(flux.begin() + 9, flux.end());
  sink.put("pulse", "-clarity", *peak);
  sink.put("pulse", "-period",
           std::log2(static_cast<double>(peak - flux.begin())));
  sink.put("pulse", "-lowest", *std::min_element(flux.begin() + 9, flux.end()));
  sink.put("pulse", "-fast", highest(flux, 6, 15));
  sink.put("pulse", "-middle", highest(flux, 15, 31));
  sink.put("pulse", "-slow", highest(flux, 31, BlockSums::kLags));
  sink.put("pulse", "-lag1", flux[1]);
  sink.put("pulse", "-lag2", flux[2]);
  sink.put("pulse", "-lag3", flux[3]);
  const Correlation bass = correlation(sums, 1, kBassRise);
  sink.put("bass-pulse", "-clarity", highest(bass, 9, BlockSums::kLags));
  sink.put("bass-pulse", "-fast", highest(bass, 6, 15));
}

void put_relative_powers(const BlockSums& sums, FeatureSink& sink) {
  constexpr std::array<std::string_view, BandFlux::kRegisters> kNames = {
      "bass-share", "middle-share", "treble-share"};
  for (size_t r = 0; r < BandFlux::kRegisters; ++r) {
    double total = 0.04;
    const size_t first = kModulation + r * Modulation::kBands;
    for (size_t i = 0; i < Modulation::kBands; ++i)
      total += sums.hops.mean(first + i);
    for (size_t i = 0; i < Modulation::kBands; ++i)
      sink.put(kNames[r], kDigits[i],
               std::log((sums.hops.mean(first + i) + 0.01) / total));
  }
  constexpr std::array<double, Pace::kBands> kOctaves = {
      -0.5, 0.5, 1.29, 1.88, 2.49, 3.13, 3.73};  // log2 of the middles in Hz
  double total = 0;
  double roots = 0;
  double centre = 0;
  double root_centre = 0;
  for (size_t i = 0; i < Pace::kBands; ++i) {
    const double power = sums.hops.mean(kPace + i) + 1e-3;
    total += power;
    roots += std::sqrt(power);
    centre += kOctaves[i] * power;
    root_centre += kOctaves[i] * std::sqrt(power);
  }
  for (size_t i = 0; i < Pace::kBands; ++i)
    sink.put("pace-share", kDigits[i],
             std::log((sums.hops.mean(kPace + i) + 1e-3) / total));
  sink.put("pace", "-centre", centre / total);
  sink.put("pace", "-root-centre", root_centre / roots);
}

double log_kurtosis(double fourth, double second) {
  return std::log((fourth + 1e-60) / (second * second + 1e-60));
}

void put_flux_shape(const BlockSums& sums, FeatureSink& sink) {
  const auto count = static_cast<double>(std::max<size_t>(sums.hops.count, 1));
  const double m1 = sums.hops.mean(kFlux);
  const double m2 = sums.flux_powers[0] / count;
  const double m3 = sums.flux_powers[1] / count;
  const double m4 = sums.flux_powers[2] / count;
  const double variance = std::max(m2 - m1 * m1, 0.0) + 1e-6;
  const double third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
  const double fourth =
      m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
  sink.put("flux", "-skewness", third / (variance * std::sqrt(variance)));
  sink.put("flux", "-kurtosis",
           std::log(std::max(fourth, 0.0) / (variance * variance) + 0.1));
}

}  // namespace

void put_pulse(const BlockSums& sums, FeatureSink& sink) {
  put_autocorrelation(sums, sink);
  put_relative_powers(sums, sink);
  put_flux_shape(sums, sink);
}

void put_waveform(const BlockSums& sums, FeatureSink& sink) {
  const auto count = static_cast<double>(std::max<size_t>(sums.hops.count, 1));
  const auto samples = count * DescriptorBank::kHopFrames;
  std::array<double, WaveMoments::kSums> mean;
  for (size_t i = 0; i < mean.size(); ++i) mean[i] = sums.wave[i] / samples;
  sink.put("wave", "-kurtosis", log_kurtosis(mean[1], mean[0]));
  sink.put("step", "-kurtosis", log_kurtosis(mean[3], mean[2]));
  sink.put("step", "-share", std::log((mean[2] + 1e-30) / (mean[0] + 1e-30)));

  const double m1 = sums.hops.mean(kLevel);
  const double deviation = sums.hops.deviation(kLevel) + 1e-3;
  const double m2 = sums.hops.square[kLevel] / count;
  const double m3 = sums.level_cubes_db / count;
  const double third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
  sink.put("level", "-skewness", third / (deviation * deviation * deviation));
}

}  // namespace mood
