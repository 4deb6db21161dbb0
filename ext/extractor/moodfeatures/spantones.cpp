/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/spantones.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "moodfeatures/tonality.h"

namespace mood {

namespace {

// Places in ToneFeatures.
constexpr size_t kBass = 12;
constexpr size_t kTonnetz = 31;
constexpr size_t kMajor = 37;
constexpr size_t kMinor = 38;

using Classes = std::array<double, 12>;

double deviation(const Classes& values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 12;
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / 12);
}

void put_key(std::string_view name, const Classes& classes, FeatureSink& sink) {
  const Tonality found = tonality(classes);
  sink.put(name, "-fit", found.best);
  sink.put(name, "-clarity", found.clarity);
  sink.put(name, "-majorness", found.majorness);
}

double entropy(const Classes& classes) {
  const double sum =
      std::accumulate(classes.begin(), classes.end(), 0.0) + 1e-9;
  double result = 0;
  for (const double value : classes)
    result -= value / sum * std::log(value / sum + 1e-9);
  return result;
}

void put_intervals(const Classes& classes, FeatureSink& sink) {
  constexpr std::array<std::string_view, 6> kNames = {"1", "2", "3",
                                                      "4", "5", "6"};
  double power = 1e-9;
  for (const double value : classes) power += value * value;
  for (size_t semitones = 1; semitones <= 6; ++semitones) {
    double overlap = 0;
    for (size_t i = 0; i < 12; ++i)
      overlap += classes[i] * classes[(i + semitones) % 12];
    sink.put("sum-interval", kNames[semitones - 1], overlap / power);
  }
}

}  // namespace

void put_tones(const BlockSums& sums, FeatureSink& sink) {
  const auto& tones = sums.tones;
  Classes all;
  Classes bass;
  Classes weighted;
  Classes roots;
  for (size_t i = 0; i < 12; ++i) {
    all[i] = tones.mean(i);
    bass[i] = tones.mean(kBass + i);
    weighted[i] = all[i] + 0.5 * bass[i];
    roots[i] = std::sqrt(std::max(all[i], 0.0));
  }
  put_key("key", all, sink);
  put_key("bass-key", weighted, sink);
  put_key("root-key", roots, sink);
  sink.put("class", "-deviation", deviation(all));
  sink.put("bass-class", "-deviation", deviation(bass));
  sink.put("class", "-entropy", entropy(all));
  put_intervals(all, sink);

  const auto radius = [&](size_t circle) {
    return std::hypot(tones.mean(kTonnetz + 2 * circle),
                      tones.mean(kTonnetz + 2 * circle + 1));
  };
  sink.put("tonnetz", "-fifths", radius(0));
  sink.put("tonnetz", "-minor-thirds", radius(1));
  sink.put("tonnetz", "-major-thirds", radius(2));
  double spread = 0;
  double path = 0;
  for (size_t i = kTonnetz; i < kTonnetz + 6; ++i) {
    spread += tones.deviation(i);
    path += tones.change(i);
  }
  sink.put("tonnetz", "-spread", spread);
  sink.put("tonnetz", "-path", path);
  sink.put("major", "-less-minor", tones.mean(kMajor) - tones.mean(kMinor));
}

}  // namespace mood
