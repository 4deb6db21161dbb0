/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "changedetector.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {
namespace {

constexpr size_t kHistory = 20;
constexpr size_t kEnoughHistory = 10;
constexpr uint64_t kHistoryStep_ns = 500'000'000;
constexpr double kLivelyMean = 0.15;
constexpr double kStillMean = 0.08;

}  // namespace

double change_magnitude(const Metrics& a, const Metrics& b) {
  const double energy = std::abs(a.energy - b.energy);
  const double valence = std::abs(a.valence - b.valence);
  const double brightness = std::abs(a.brightness - b.brightness);
  const double intensity = std::abs(a.intensity - b.intensity);
  const double weighted =
      0.4 * energy + 0.3 * valence + 0.2 * brightness + 0.1 * intensity;
  return std::max({weighted, energy, valence});
}

void ChangeDetector::set_parameters(const Parameters& parameters) {
  parameters_ = parameters;
}

bool ChangeDetector::observe(const Metrics& metrics, uint64_t now_ns) {
  if (!reference_) return true;
  const double magnitude = change_magnitude(metrics, *reference_);

  if (!recorded_at_ns_ || now_ns >= *recorded_at_ns_ + kHistoryStep_ns) {
    recorded_at_ns_ = now_ns;
    recent_.push_back(magnitude);
    if (recent_.size() > kHistory) recent_.pop_front();
  }
  return magnitude > threshold();
}

void ChangeDetector::applied(const Metrics& metrics, uint64_t now_ns) {
  reference_ = metrics;
  applied_at_ns_ = now_ns;
}

bool ChangeDetector::cooling_down(uint64_t now_ns) const {
  return applied_at_ns_ &&
         now_ns < *applied_at_ns_ + parameters_.min_interval_ns;
}

double ChangeDetector::threshold() const {
  const double base = parameters_.threshold;
  if (!parameters_.adaptive || recent_.size() < kEnoughHistory) return base;
  const double mean =
      std::accumulate(recent_.begin(), recent_.end(), 0.0) / recent_.size();
  // The outer min and max keep a user's extreme threshold from moving the
  // wrong way at the inner limits.
  if (mean > kLivelyMean) return std::min(base, std::max(0.1, 0.9 * base));
  if (mean < kStillMean) return std::max(base, std::min(0.3, 1.2 * base));
  return base;
}

void ChangeDetector::start_timeline() {
  applied_at_ns_.reset();
  recorded_at_ns_.reset();
}

}  // namespace mood
