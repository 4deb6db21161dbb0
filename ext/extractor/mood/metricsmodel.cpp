/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/metricsmodel.h"

#include <algorithm>
#include <cmath>

#include "mood/share.h"

namespace mood {

namespace {

Metrics momentary(const MetricsModel::Mood& mood, const SoundMeans& means,
                  const Rhythm& rhythm) {
  const double density = share(rhythm.onset_rate_hz, 0.5, 6);
  const double noisiness = share(means.flatness_db(), -22, -4);
  Metrics now;
  now.energy = mood.energy;
  now.valence = mood.valence;
  now.intensity = share(0.6 * mood.activity + 0.25 * density + 0.15 * noisiness,
                        0.05, 0.95);
  now.brightness = brightness_of(means.centroid_octaves());
  now.beat_strength =
      rhythm.beat_strength * share(rhythm.regularity, 0.05, 0.3);
  now.warmth = share(means.warm_share(), 0.1, 0.95);
  now.rhythm_regularity = share(rhythm.regularity, 0.05, 0.75);
  now.harmonic_ratio = share(means.tonal(), 0.45, 0.87);
  now.complexity = share(0.4 * share(means.spread_octaves(), 9.9, 11.7) +
                             0.3 * share(means.flux(), 0.12, 0.6) +
                             0.3 * share(means.pitch_entropy(), 0.89, 1),
                         0.15, 0.9);
  return now;
}

constexpr std::array kSmoothed = {&Metrics::energy,
                                  &Metrics::valence,
                                  &Metrics::intensity,
                                  &Metrics::brightness,
                                  &Metrics::beat_strength,
                                  &Metrics::warmth,
                                  &Metrics::rhythm_regularity,
                                  &Metrics::harmonic_ratio,
                                  &Metrics::complexity};

}  // namespace

double apply_sensitivity(double energy, double sensitivity) {
  const double exponent = std::exp2(1 - 2 * std::clamp(sensitivity, 0.0, 1.0));
  return std::pow(std::clamp(energy, 0.0, 1.0), exponent);
}

double brightness_of(double centroid_octaves) {
  return share(centroid_octaves, std::log2(600.0), std::log2(4000.0));
}

void MetricsModel::set_smoothing(double smoothing) {
  const double time_s = 0.2 * std::exp(4 * std::clamp(smoothing, 0.0, 1.0));
  memory_hops_ = time_s / hop_s_;
}

const Metrics& MetricsModel::process(const Mood& mood, const SoundMeans& means,
                                     const Rhythm& rhythm) {
  const Metrics now = momentary(mood, means, rhythm);
  weight_ = std::min(weight_ + 1, memory_hops_);
  for (const auto member : kSmoothed)
    metrics_.*member += (now.*member - metrics_.*member) / weight_;
  return metrics_;
}

void MetricsModel::reset() {
  metrics_ = {};
  weight_ = 0;
}

}  // namespace mood
