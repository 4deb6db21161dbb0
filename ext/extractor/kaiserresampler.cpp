/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kaiserresampler.h"

#include <cmath>

#include "kaiserfilter.h"

namespace mood {

KaiserResampler::KaiserResampler(const Parameters& parameters)
    : reach_frames_(
          KaiserFilter(parameters.rate_hz, parameters.output_rate_hz).wing()) {
  const auto is_whole = [](double rate_hz) {
    return rate_hz == std::floor(rate_hz);
  };
  if (is_whole(parameters.rate_hz) && is_whole(parameters.output_rate_hz))
    phases_ = KaiserPhases::create(
        {.rate_hz = static_cast<uint64_t>(parameters.rate_hz),
         .output_rate_hz = static_cast<uint64_t>(parameters.output_rate_hz),
         .isa = parameters.isa});
  if (!phases_)
    blend_.emplace(
        KaiserBlend::Parameters{.rate_hz = parameters.rate_hz,
                                .output_rate_hz = parameters.output_rate_hz,
                                .isa = parameters.isa});
}

void KaiserResampler::process(const WindowRuns& window, size_t first,
                              std::span<float> out) {
  if (phases_)
    phases_->process(window, first, out);
  else
    blend_->process(window, first, out);
}

}  // namespace mood
