/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstring>
#include <functional>
#include <numeric>
#include <span>
#include <vector>

#include "features/harmonicseparation.h"
#include "features/spectrogram.h"
#include "tune.h"

namespace mood::features {

inline double energy(std::span<const float> samples) {
  return std::transform_reduce(samples.begin(), samples.end(), 0.0,
                               std::plus<>(),
                               [](float x) { return double(x) * double(x); });
}

/// A window's spectrogram and its separation.
struct Separated {
  Separated(size_t maximum_samples, Isa isa)
      : spectrogram({maximum_samples, isa}),
        separation({maximum_samples, isa}) {}
  explicit Separated(std::span<const float> samples, Isa isa = preferred_isa())
      : Separated(samples.size(), isa) {
    process(samples, Stale::all(frame_count(samples.size())));
  }

  void process(std::span<const float> samples, const Stale& stale) {
    spectrogram.process(samples, stale);
    separation.process(spectrogram, stale);
  }
  void slide(std::span<const float> samples, size_t hops) {
    const size_t frames = frame_count(samples.size());
    spectrogram.shift(hops);
    separation.shift(hops);
    process(samples, hops + 3 < frames
                         ? Stale::edges(3, frames - hops - 3, frames)
                         : Stale::all(frames));
  }

  std::vector<float> harmonic() const {
    return {separation.harmonic().begin(), separation.harmonic().end()};
  }
  double share(std::span<const float> samples) const {
    return separation.harmonic_energy() / energy(samples);
  }

  Spectrogram spectrogram;
  HarmonicSeparation separation;
};

inline bool same_bits(const std::vector<float>& a,
                      const std::vector<float>& b) {
  return a.size() == b.size() &&
         std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// Notes, drums and noise.
inline std::vector<float> music(size_t samples) {
  static const auto tune = test::synthesise_tune(kRate_hz, 1);
  // Out of the intro.
  return {tune.end() - ptrdiff_t(samples), tune.end()};
}

}  // namespace mood::features
