/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aubiopeer.h"

#include <aubio/aubio.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace mood::accuracy {

PeerResult aubio_peer(std::span<const float> samples) {
  constexpr uint_t kWindow = 1024, kHop = 512;
  // Making and freeing one plans transforms, which FFTW does for one thread at
  // a time.
  static std::mutex planning;
  const auto free_tempo = [](aubio_tempo_t* tempo) {
    const std::lock_guard lock(planning);
    del_aubio_tempo(tempo);
  };
  std::unique_ptr<aubio_tempo_t, decltype(free_tempo)> tempo(nullptr,
                                                             free_tempo);
  {
    const std::lock_guard lock(planning);
    tempo.reset(new_aubio_tempo("default", kWindow, kHop, kAubioRate_hz));
  }
  if (!tempo) throw std::runtime_error("aubio has no beat tracker");
  PeerResult result;
  std::vector<float> hop(kHop);
  float found = 0;
  const fvec_t input = {kHop, hop.data()};
  fvec_t output = {1, &found};
  while (samples.size() >= kHop) {
    std::ranges::copy(samples.first(kHop), hop.begin());
    samples = samples.subspan(kHop);
    aubio_tempo_do(tempo.get(), &input, &output);
    if (found != 0)
      result.beats_s.push_back(aubio_tempo_get_last_s(tempo.get()));
  }
  result.tempo_bpm = aubio_tempo_get_bpm(tempo.get());
  return result;
}

}  // namespace mood::accuracy
