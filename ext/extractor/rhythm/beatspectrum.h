/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "descriptors/fadingmean.h"

struct _aubio_fft_t;
struct _aubio_specdesc_t;

namespace mood {

/// What the beat's network hears, 86 times a second: how loud 16 bands
/// (30 Hz..10 kHz, window 1024 frames) are, and aubio's onset function.
/// Level free: the floor of the logarithms, and the unit of aubio's flux,
/// follow the music's own level of the last 3 s.
class BeatSpectrum {
 public:
  static constexpr size_t kStepFrames = 256;
  static constexpr double kStepSeconds = kStepFrames / 22050.0;
  static constexpr size_t kBands = 16;

  struct Frame {
    std::array<float, kBands> level = {};  ///< nepers of power over the floor
    float flux = 0;  ///< aubio's specflux (Dixon 2006) over its mean norm
  };

  BeatSpectrum();
  ~BeatSpectrum();

  /// @p step: kStepFrames samples at 22 050 Hz, the newest.
  const Frame& process(std::span<const float> step);
  /// Before the next step lies silence. Allocates: aubio cannot clear its
  /// memory.
  void reset();

 private:
  struct Delete {
    void operator()(_aubio_fft_t* fft) const;
    void operator()(_aubio_specdesc_t* function) const;
  };

  void transform(std::span<const float> step);
  void measure_bands();
  void measure_onsets();

  std::unique_ptr<_aubio_fft_t, Delete> fft_;
  std::unique_ptr<_aubio_specdesc_t, Delete> flux_;
  std::array<size_t, kBands + 1> edges_ = {};
  std::vector<float> window_;
  std::vector<float> history_;
  std::vector<float> weighted_;
  std::vector<float> bins_;  ///< complex, in aubio's order
  std::vector<float> norm_;
  FadingMean mean_power_;
  FadingMean mean_norm_;
  Frame frame_;
};

}  // namespace mood
