/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resampledwindow.h"

#include "goldencheck.h"
#include "windowresampler.h"

namespace mood::features {

std::string resampled_deviations(std::span<const float> samples,
                                 const test::GoldenCase& window,
                                 const test::GoldenReference& reference) {
  const bool kaiser = reference.kind == "kaiser_best";
  WindowResampler resampler({.rate_hz = window.rate_hz,
                             .maximum_frames = samples.size(),
                             .quality = kaiser ? ResamplerQuality::kKaiserBest
                                               : ResamplerQuality::kSoxrHq});
  return deviations(analyse(resampler.process(samples)), window, reference);
}

}  // namespace mood::features
