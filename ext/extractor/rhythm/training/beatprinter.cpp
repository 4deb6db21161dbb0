/* SPDX-License-Identifier: GPL-3.0-or-later */
// What beattrain.py learns from: reads lines "RATE FILE" from standard input,
// files with mono float samples at RATE Hz. For each writes to standard
// output, as native 32-bit numbers, the count of steps, and for each step the
// values of BeatSpectrum::Frame.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "descriptors/dcblocker.h"
#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "rhythm/beatspectrum.h"
#include "training/trainingmusic.h"

namespace {

using mood::BeatSpectrum;
using mood::DescriptorBank;

std::vector<float> listen(std::span<const float> samples, double rate_hz) {
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
  mood::training::play(samples, rate_hz, [&](std::span<const float> heard) {
    slicer.process(heard, hear);
  });
  return values;
}

}  // namespace

int main() {
  double rate_hz = 0;
  for (std::string name; std::cin >> rate_hz >> name;) {
    const std::vector<float> values =
        listen(mood::training::read_samples(name), rate_hz);
    const auto count =
        static_cast<uint32_t>(values.size() / (BeatSpectrum::kBands + 1));
    std::fwrite(&count, sizeof(count), 1, stdout);
    std::fwrite(values.data(), sizeof(float), values.size(), stdout);
  }
  return 0;
}
