/* SPDX-License-Identifier: GPL-3.0-or-later */
// What beattrain.py learns from: reads lines "RATE FILE" from standard input,
// files with mono float samples at RATE Hz. For each writes to standard
// output, as native 32-bit numbers, the count of steps, and for each step the
// values of BeatSpectrum::Frame.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "descriptors/dcblocker.h"
#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "resampler.h"
#include "rhythm/beatspectrum.h"

namespace {

using mood::BeatSpectrum;
using mood::DescriptorBank;

std::vector<float> read_samples(const std::string& name) {
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

std::vector<float> listen(std::span<const float> samples, double rate_hz) {
  constexpr size_t kPiece = 4096;
  mood::Resampler resampler({.rate_hz = rate_hz,
                             .output_rate_hz = DescriptorBank::kSampleRate,
                             .maximum_frames = kPiece});
  mood::HopSlicer slicer(BeatSpectrum::kStepFrames);
  mood::DcBlocker blocker(DescriptorBank::kSampleRate);
  BeatSpectrum spectrum;
  std::vector<float> step(BeatSpectrum::kStepFrames);
  std::vector<float> values;
  const auto hear = [&](std::span<const float> heard) {
    blocker.process(heard, step);
    const BeatSpectrum::Frame& frame = spectrum.process(step);
    values.insert(values.end(), frame.level.begin(), frame.level.end());
    values.push_back(frame.flux);
  };
  while (!samples.empty()) {
    const size_t taken = std::min(samples.size(), kPiece);
    slicer.process(resampler.process(samples.first(taken)), hear);
    samples = samples.subspan(taken);
  }
  slicer.process(resampler.flush(), hear);
  return values;
}

}  // namespace

int main() {
  double rate_hz = 0;
  for (std::string name; std::cin >> rate_hz >> name;) {
    const std::vector<float> values = listen(read_samples(name), rate_hz);
    const auto count =
        static_cast<uint32_t>(values.size() / (BeatSpectrum::kBands + 1));
    std::fwrite(&count, sizeof(count), 1, stdout);
    std::fwrite(values.data(), sizeof(float), values.size(), stdout);
  }
  return 0;
}
