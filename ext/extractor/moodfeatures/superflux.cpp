/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/superflux.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// The level of silence (-280 dB), whatever the music's.
constexpr double kAbsoluteFloor = 1e-28;

}  // namespace

SuperFlux::SuperFlux(const Parameters& parameters, const Spectrum& spectrum)
    : parameters_(parameters), power_(parameters.memory_hops) {
  const double ratio = std::exp2(1 / parameters.bands_per_octave);
  for (double hz = parameters.lowest_hz; hz <= parameters.highest_hz;
       hz *= ratio) {
    const size_t bin = spectrum.bin_of(hz);
    if (edges_.empty() || bin > edges_.back()) edges_.push_back(bin);
  }
  const size_t treble = spectrum.bin_of(2000);
  treble_ = static_cast<size_t>(
      std::lower_bound(edges_.begin(), edges_.end(), treble) - edges_.begin());
  for (auto& levels : levels_) levels.resize(edges_.size() - 1);
}

SuperFlux::Frame SuperFlux::process(std::span<const float> magnitude) {
  std::vector<float>& now = levels_[count_ % levels_.size()];
  const std::vector<float>& before = levels_[(count_ + 1) % levels_.size()];
  double power = 0;
  for (size_t b = 0; b < now.size(); ++b) {
    float sum = 0;
    for (size_t k = edges_[b]; k < edges_[b + 1]; ++k) sum += magnitude[k];
    now[b] = sum;
    power += static_cast<double>(sum) * sum;
  }
  const double mean = power_.process(power);
  const auto scale = static_cast<float>(
      parameters_.gain / std::sqrt(std::max(mean, kAbsoluteFloor)));
  for (float& level : now) level = std::log10(1 + scale * level);

  Frame frame;
  if (count_ >= kLag) {
    for (size_t b = 0; b < now.size(); ++b) {
      const float left = before[b > 0 ? b - 1 : b];
      const float right = before[std::min(b + 1, now.size() - 1)];
      const float rise =
          std::max(now[b] - std::max({left, before[b], right}), 0.0f);
      frame.strength += rise;
      if (b >= treble_) frame.treble += rise;
    }
    frame.strength /= static_cast<float>(now.size());
    frame.treble /= static_cast<float>(now.size() - treble_);
  }
  strength_[count_ % kHistory] = frame.strength;
  ++count_;
  frame.onset = is_onset() ? 1 : 0;
  return frame;
}

// Judges the hop near_hops ago by what came before and after it.
bool SuperFlux::is_onset() const {
  const auto at = [this](size_t age) {
    return strength_[(count_ + kHistory - 1 - age) % kHistory];
  };
  const size_t near = parameters_.near_hops;
  const size_t oldest = near + parameters_.past_hops;
  if (count_ <= oldest) return false;
  const float candidate = at(near);
  for (size_t age = 0; age < near; ++age)
    if (at(age) > candidate) return false;
  for (size_t age = near + 1; age <= 2 * near; ++age)
    if (at(age) >= candidate) return false;
  float sum = 0;
  for (size_t age = 0; age <= oldest; ++age) sum += at(age);
  const float mean = sum / static_cast<float>(oldest + 1);
  return candidate > parameters_.relative * mean &&
         candidate > mean + parameters_.threshold;
}

void SuperFlux::reset() {
  strength_.fill(0);
  count_ = 0;
  power_.reset();
}

}  // namespace mood
