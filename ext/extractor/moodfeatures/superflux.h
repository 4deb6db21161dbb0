/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/fadingmean.h"
#include "descriptors/spectrum.h"

namespace mood {

/// Note onsets after SuperFlux (Boeck & Widmer 2013): the rise of the
/// compressed magnitudes in 24 bands per octave over two hops, against the
/// largest of three neighbouring bands, so that vibrato does not count; and
/// its peaks. Finds soft onsets of strings and piano that the broad bands of
/// LogFlux miss. Level free: magnitudes are taken relative to the music's own
/// level of the last seconds before they are compressed.
class SuperFlux {
 public:
  struct Parameters {
    double lowest_hz = 60;
    double highest_hz = 9000;
    double bands_per_octave = 24;
    double memory_hops = 130;  ///< of the level, 3 s
    double gain = 1000;        ///< before log10(1 + x): -60 dB begins to count
    size_t near_hops = 4;      ///< an onset is the largest so far around
    size_t past_hops = 12;     ///< mean that it has to exceed
    float relative = 1.6f;     ///< by this factor
    float threshold = 0.01f;   ///< and by this
  };
  struct Frame {
    float strength = 0;  ///< mean rise per band, about 0..0.5
    float treble = 0;    ///< of the bands above 2 kHz
    float onset = 0;     ///< 1 if there was an onset near_hops ago
  };

  SuperFlux(const Parameters& parameters, const Spectrum& spectrum);

  Frame process(std::span<const float> magnitude);
  void reset();

 private:
  static constexpr size_t kLag = 2;
  static constexpr size_t kHistory = 32;

  bool is_onset() const;

  Parameters parameters_;
  std::vector<size_t> edges_;
  size_t treble_;  ///< first band there
  std::array<std::vector<float>, kLag + 1> levels_;
  std::array<float, kHistory> strength_ = {};
  size_t count_ = 0;
  FadingMean power_;
};

}  // namespace mood
