/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/tempo.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/framing.h"
#include "features/hann.h"

namespace mood::features {
namespace {

constexpr size_t kLags = 344;  ///< 8 s
constexpr size_t kPad = kLags / 2;
/// At least twice the lags, so that no lag wraps around; FFTW likes it.
constexpr size_t kTransform = 720;
constexpr double kPrior_bpm = 120;
constexpr double kMaximum_bpm = 320;

double tempo_of(size_t lag) {
  return 60 * kRate_hz / (double(kHop) * double(lag));
}

}  // namespace

Tempo::Tempo(size_t maximum_frames)
    : window_(periodic_hann(kLags)),
      forward_(kTransform),
      inverse_(kTransform, RealTransform<double>::Direction::kInverse),
      power_(kTransform / 2 + 1),
      mean_(kLags),
      prior_(kLags, -std::numeric_limits<double>::infinity()) {
  padded_.reserve(maximum_frames + 2 * kPad);
  for (size_t lag = 1; lag < kLags; ++lag) {
    if (tempo_of(lag) >= kMaximum_bpm) continue;
    const double octaves = std::log2(tempo_of(lag)) - std::log2(kPrior_bpm);
    prior_[lag] = -0.5 * octaves * octaves;
  }
}

double Tempo::tempo_bpm() const { return period_ ? tempo_of(period_) : 0; }

void Tempo::process(std::span<const float> strength) {
  period_ = 0;
  std::fill(mean_.begin(), mean_.end(), 0.0);
  if (std::all_of(strength.begin(), strength.end(),
                  [](float value) { return value == 0; }))
    return;
  pad(strength);
  std::fill(power_.begin(), power_.end(), 0.0);
  for (size_t t = 0; t < strength.size(); ++t) accumulate(t);
  finish(strength.size());
  period_ = best_lag();
}

/// numpy.pad(mode="linear_ramp") down to 0 at both ends.
void Tempo::pad(std::span<const float> strength) {
  padded_.clear();
  for (size_t i = 0; i < kPad; ++i)
    padded_.push_back(float(double(strength.front()) * double(i) / kPad));
  padded_.insert(padded_.end(), strength.begin(), strength.end());
  for (size_t i = kPad; i-- > 0;)
    padded_.push_back(float(double(strength.back()) * double(i) / kPad));
}

/// A frame's autocorrelation is largest at lag 0, where it is the energy, so
/// the frames can be scaled and added as power spectra: one inverse transform
/// serves them all.
void Tempo::accumulate(size_t frame) {
  const auto block = forward_.input();
  double energy = 0;
  for (size_t i = 0; i < kLags; ++i) {
    block[i] = double(padded_[frame + i]) * window_[i];
    energy += block[i] * block[i];
  }
  if (energy < std::numeric_limits<double>::min()) return;
  const auto bins = forward_.execute();
  const double scale = 1 / energy;
  for (size_t k = 0; k < power_.size(); ++k)
    power_[k] += scale * std::norm(bins[k]);
}

void Tempo::finish(size_t frames) {
  std::copy(power_.begin(), power_.end(), inverse_.bins().begin());
  inverse_.execute();
  const auto sums = inverse_.real();
  for (size_t lag = 0; lag < kLags; ++lag)
    mean_[lag] = sums[lag] / double(kTransform) / double(frames);
}

size_t Tempo::best_lag() const {
  size_t best = 0;
  double most = -std::numeric_limits<double>::infinity();
  for (size_t lag = 1; lag < kLags; ++lag) {
    const double score = std::log1p(1e6 * mean_[lag]) + prior_[lag];
    if (score > most) {
      most = score;
      best = lag;
    }
  }
  return best;
}

}  // namespace mood::features
