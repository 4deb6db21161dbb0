/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

#include "windowresampler.h"

namespace mood::bench {

/// How a window gets to the extractor.
struct Input {
  const char* name;
  const char* kind;  ///< as librosa's res_type; "direct" = not resampled
  double rate_hz;
  ResamplerQuality quality = ResamplerQuality::kSoxrHq;
};

inline constexpr std::array<Input, 3> kInputs = {{
    {"22050 Hz", "direct", 22050},
    {"44100 Hz soxr-hq", "soxr_hq", 44100},
    {"44100 Hz kaiser-best", "kaiser_best", 44100,
     ResamplerQuality::kKaiserBest},
}};

}  // namespace mood::bench
