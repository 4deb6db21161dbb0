/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/aubiotempo.h"

#include <aubio/aubio.h>

#include <cmath>

#include "fft.h"

namespace mood {

void AubioTempo::Delete::operator()(_aubio_tempo_t* tempo) const {
  FftPlannerLock lock;
  del_aubio_tempo(tempo);
}

AubioTempo::AubioTempo(double sample_rate_hz)
    : sample_rate_hz_(sample_rate_hz) {
  reset();
}

AubioTempo::~AubioTempo() = default;

void AubioTempo::reset() {
  tempo_.reset();
  FftPlannerLock lock;
  tempo_.reset(new_aubio_tempo("default", 1024, kHopFrames,
                               static_cast<uint_t>(sample_rate_hz_)));
}

std::optional<AubioTempo::Beat> AubioTempo::process(
    std::span<const float> hop) {
  if (!tempo_) return std::nullopt;
  // aubio takes its input by const pointer: the cast only satisfies fvec_t.
  const fvec_t input = {kHopFrames, const_cast<smpl_t*>(hop.data())};
  smpl_t found[2] = {0, 0};
  fvec_t output = {2, found};
  aubio_tempo_do(tempo_.get(), &input, &output);
  if (found[0] == 0) return std::nullopt;
  const double time_s = aubio_tempo_get_last(tempo_.get()) / sample_rate_hz_;
  const double confidence = aubio_tempo_get_confidence(tempo_.get());
  return Beat{time_s, std::isfinite(confidence) ? confidence : 0};
}

}  // namespace mood
