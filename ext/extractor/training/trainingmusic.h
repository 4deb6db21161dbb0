/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "resampler.h"

/// How programs that print for a training get their music.
namespace mood::training {

/// The native 32-bit floats of the file @p name; nothing, and a word on
/// standard error, if it cannot be read.
inline std::vector<float> read_samples(const std::string& name) {
  std::ifstream file(name, std::ios::binary | std::ios::ate);
  if (!file) {
    std::cerr << name << ": cannot be read\n";
    return {};
  }
  std::vector<float> samples(static_cast<size_t>(file.tellg()) / sizeof(float));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(samples.data()),
            static_cast<std::streamsize>(samples.size() * sizeof(float)));
  return samples;
}

/// Calls @p hear with all of @p samples, piece by piece, as the extractor's
/// analysis hears them: at 22 050 Hz.
template <typename Hear>
void play(std::span<const float> samples, double rate_hz, const Hear& hear) {
  constexpr size_t kPiece = 4096;
  Resampler resampler({.rate_hz = rate_hz,
                       .output_rate_hz = DescriptorBank::kSampleRate,
                       .maximum_frames = kPiece});
  while (!samples.empty()) {
    const size_t taken = std::min(samples.size(), kPiece);
    hear(resampler.process(samples.first(taken)));
    samples = samples.subspan(taken);
  }
  hear(resampler.flush());
}

}  // namespace mood::training
