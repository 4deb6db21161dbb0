/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>
#include <vector>

#include "descriptors/chroma.h"
#include "descriptors/dcblocker.h"
#include "descriptors/logflux.h"
#include "descriptors/loudness.h"
#include "descriptors/spectralcontrast.h"
#include "descriptors/spectralshape.h"
#include "descriptors/spectrum.h"
#include "descriptors/tonalshare.h"
#include "descriptors/zerocrossings.h"

namespace mood {

/// What one hop of sound looks like.
struct Descriptors {
  double level_db = -200;       ///< RMS of this hop, dBFS (1.0 = 0 dB)
  double crest_db = 0;          ///< peak over RMS of this hop
  double momentary_db = -100;   ///< loudness over 400 ms, LUFS
  double short_term_db = -100;  ///< loudness over 3 s, LUFS
  std::array<double, SpectralContrast::kBands> contrast_db = {};
  SpectralShape shape;
  double flux = 0;            ///< log-spectral flux, nepers per hop
  double zero_crossings = 0;  ///< 0..1
  double tonal = 0.5;         ///< 0..1
  double pitch_entropy = 0;   ///< 0..1
};

/// Runs all descriptor stages over a hop.
class DescriptorBank {
 public:
  static constexpr double kSampleRate = 22050;
  static constexpr size_t kHopFrames = 512;
  static constexpr double kHopSeconds = kHopFrames / kSampleRate;

  DescriptorBank();

  /// @p hop: kHopFrames finite samples. The result is valid until the next
  /// call.
  const Descriptors& process(std::span<const float> hop);
  /// The hop with its constant offset removed, and the magnitude spectrum that
  /// ends with it.
  std::span<const float> hop() const { return hop_; }
  std::span<const float> magnitude() const { return magnitude_; }
  void reset();

 private:
  DcBlocker blocker_{kSampleRate};
  Loudness loudness_;
  Spectrum spectrum_;
  SpectralContrast contrast_;
  LogFlux flux_;
  SpectralShapeMeter shape_;
  ZeroCrossings crossings_;
  TonalShare tonal_;
  Chroma chroma_;
  std::vector<float> hop_;
  std::span<const float> magnitude_;  ///< in spectrum_
  Descriptors now_;
};

}  // namespace mood
