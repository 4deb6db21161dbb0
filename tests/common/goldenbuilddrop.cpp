/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "goldenbuilddrop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "goldennoise.h"

namespace mood::test {
namespace {

// The order of operations is part of every formula below.
constexpr double kTau = 2 * 3.14159265358979323846;

class BuildDrop {
 public:
  BuildDrop(double rate_hz, double seconds)
      : rate_hz_(rate_hz),
        beat_(60 * rate_hz / 128),
        mix_(static_cast<size_t>(std::floor(seconds * rate_hz))),
        half_(mix_.size() / 2),
        noise_(mix_.size()) {
    GoldenNoise source(777);
    for (double& value : noise_) value = source.next();
  }

  std::vector<float> generate() {
    rise();
    roll({0, .5, 1});
    roll({.5, .75, 2});
    roll({.75, 1, 4});
    const auto gap = static_cast<std::ptrdiff_t>(std::floor(beat_ / 2));
    const auto drop = mix_.begin() + static_cast<std::ptrdiff_t>(half_);
    std::fill(drop - gap, drop, 0);
    bass();
    drums();
    return {mix_.begin(), mix_.end()};
  }

 private:
  struct RollPart {
    double from, to;  ///< of the build
    double per_beat;
  };

  void rise() {
    double sum = 0;
    for (size_t n = 0; n < half_; ++n) {
      const double u = double(n) / double(half_);
      mix_[n] += .25 * u * u * noise_[n];
      const double phase = sum * (kTau / rate_hz_);
      sum += 200 * std::pow(2.0, 3 * u);
      mix_[n] += .15 * u * std::sin(phase);
    }
  }

  void roll(RollPart part) {
    const double half = double(half_);
    for (double k = std::ceil(part.from * half / (beat_ / part.per_beat));;
         ++k) {
      const double start = std::floor(k * beat_ / part.per_beat + .5);
      if (start >= part.to * half || start >= half) return;
      const auto i = static_cast<size_t>(start);
      for (size_t n = i; n < std::min(half_, i + samples(.2)); ++n)
        mix_[n] += .5 * std::exp(-40 * double(n - i) / rate_hz_) * noise_[n];
    }
  }

  void bass() {
    for (size_t n = half_; n < mix_.size(); ++n) {
      const double turns = double(n - half_) * 55 / rate_hz_;
      mix_[n] += .25 * (2 * (turns - std::floor(turns)) - 1);
    }
  }

  void drums() {
    for (size_t k = 0;; ++k) {
      const size_t i = half_ + beat_sample(double(k));
      if (i >= mix_.size()) return;
      kick(i);
      hat(half_ + beat_sample(double(k) + .5));
    }
  }

  void kick(size_t i) {
    for (size_t n = i; n < std::min(mix_.size(), i + samples(.25)); ++n) {
      const double t = double(n - i) / rate_hz_;
      mix_[n] += .7 * std::exp(-18 * t) *
                 std::sin(kTau * (50 * t + 5 * (1 - std::exp(-30 * t))));
    }
  }

  void hat(size_t i) {
    for (size_t n = i; n < std::min(mix_.size(), i + samples(.05)); ++n) {
      const double t = double(n - i) / rate_hz_;
      mix_[n] += .2 * std::exp(-80 * t) * noise_[n];
    }
  }

  size_t samples(double seconds) const {
    return static_cast<size_t>(std::floor(seconds * rate_hz_));
  }
  size_t beat_sample(double beats) const {
    return static_cast<size_t>(std::floor(beats * beat_ + .5));
  }

  double rate_hz_;
  double beat_;  ///< samples
  std::vector<double> mix_;
  size_t half_;  ///< where the drop starts
  std::vector<double> noise_;
};

}  // namespace

std::vector<float> golden_build_drop(double rate_hz, double seconds) {
  return BuildDrop(rate_hz, seconds).generate();
}

}  // namespace mood::test
