/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "analysedstream.h"

/// What tests of windows in a stream have in common.
namespace mood::test {

inline constexpr uint64_t kSecond_ns = 1'000'000'000;

/// C major: the triad with its octave, and a beat.
inline std::vector<float> music(size_t frames, uint32_t rate_hz) {
  std::vector<float> samples(frames);
  for (const double note_hz : {130.81, 261.63, 329.63, 392.0, 523.25})
    for (size_t i = 0; i < frames; ++i)
      samples[i] += float(
          0.1 * std::sin(2 * M_PI * note_hz * double(i) / double(rate_hz)));
  for (size_t i = 0; i < frames; ++i)
    if (i % (rate_hz / 2) < rate_hz / 200) samples[i] += 0.3f;
  return samples;
}

inline AnalysedStream::Options options(uint32_t rate_hz, uint64_t window_ns,
                                       uint64_t interval_ns) {
  AnalysedStream::Options options;
  options.rate_hz = rate_hz;
  options.quantum_frames = rate_hz / 50;
  options.capacity_frames =
      (std::max(window_ns, 2 * kSecond_ns) + 2 * kSecond_ns) * rate_hz /
      kSecond_ns;
  options.window_ns = window_ns;
  options.analysis_interval_ns = interval_ns;
  return options;
}

/// All but the time it took.
inline bool same(ipc::FeaturesPacket a, const ipc::FeaturesPacket& b) {
  a.analysis_ns = b.analysis_ns;
  return std::memcmp(&a, &b, sizeof(a)) == 0;
}

}  // namespace mood::test
