/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "descriptors/spectrum.h"

namespace mood {

/// How much of the spectrum is in use, and how fast that moves. Level free.
class SpectralMotion {
 public:
  struct Frame {
    /// Euclidean distance between this spectrum and the last, both scaled to
    /// length 1: 0..1.4.
    float distance = 0;
    float entropy = 0;  ///< of the power's distribution over bins, nats, 0..7
    /// Sum over 24 Bark bands of power^0.23 relative to the frame's power,
    /// after Zwicker's specific loudness: equal power sounds the louder, the
    /// wider it is spread. 1 = one band, 12 = all alike.
    float fullness = 0;
  };

  explicit SpectralMotion(const Spectrum& spectrum);

  Frame process(std::span<const float> magnitude);
  void reset();

 private:
  std::vector<size_t> bark_edges_;
  std::vector<float> last_;  ///< scaled to length 1
};

}  // namespace mood
