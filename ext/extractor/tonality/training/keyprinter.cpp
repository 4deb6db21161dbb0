/* SPDX-License-Identifier: GPL-3.0-or-later */
// What train.py hears music through. Reads lines "RATE FILE" from standard
// input, files with mono float samples at RATE Hz, and writes for each to
// standard output, as native 32-bit numbers, the count of frames and
//
//   key-printer --chroma        twelve floats for each frame
//   key-printer --keys WEIGHTS  what KeyTracker tells after each frame: the
//                               key (0-11 C major to B major, 12-23 minor,
//                               24 none), the confidence, and the lead in
//                               the filter, as floats
//
// WEIGHTS: a text file with the numbers of KeyWeights in order.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "hopslicer.h"
#include "tonality/keylistener.h"
#include "tonality/keytracker.h"
#include "training/trainingmusic.h"

namespace {

using mood::KeyListener;
using HopSink = std::function<void(std::span<const float>)>;

void slice(std::span<const float> samples, double rate_hz,
           const HopSink& hear) {
  mood::HopSlicer slicer(KeyListener::kHopFrames);
  mood::training::play(samples, rate_hz, [&](std::span<const float> heard) {
    slicer.process(heard, hear);
  });
}

std::vector<float> chroma_of(std::span<const float> samples, double rate_hz) {
  KeyListener listener;
  std::vector<float> values;
  slice(samples, rate_hz, [&](std::span<const float> hop) {
    if (listener.process(hop))
      values.insert(values.end(), listener.chroma().begin(),
                    listener.chroma().end());
  });
  return values;
}

std::vector<float> keys_of(std::span<const float> samples, double rate_hz,
                           const mood::KeyWeights& weights) {
  mood::KeyTracker tracker({}, weights);
  std::vector<float> values;
  size_t hops = 0;
  slice(samples, rate_hz, [&](std::span<const float> hop) {
    const bool sounding =
        std::any_of(hop.begin(), hop.end(), [](float x) { return x > 1e-3f; });
    tracker.process(hop, sounding);
    if (++hops % KeyListener::kHopsPerFrame != 0) return;
    const mood::KeyEstimate& told = tracker.estimate();
    const bool none = told.pitch_class == mood::kNoKey;
    const bool minor = told.mode == mood::Mode::kMinor;
    const uint32_t key = told.pitch_class + (minor ? 12 : 0);
    values.push_back(none ? 24 : static_cast<float>(key));
    values.push_back(static_cast<float>(told.confidence));
    values.push_back(static_cast<float>(tracker.lead()));
  });
  return values;
}

bool read_weights(const char* name, mood::KeyWeights& weights) {
  std::ifstream file(name);
  for (auto& profile : weights.profiles)
    for (float& value : profile) file >> value;
  file >> weights.minor >> weights.confidence_offset >>
      weights.confidence_slope;
  return bool(file);
}

}  // namespace

int main(int argc, char** argv) {
  const bool chroma = argc == 2 && std::strcmp(argv[1], "--chroma") == 0;
  mood::KeyWeights weights;
  if (!chroma && !(argc == 3 && std::strcmp(argv[1], "--keys") == 0 &&
                   read_weights(argv[2], weights))) {
    std::cerr << "usage: key-printer --chroma | --keys WEIGHTS\n";
    return 2;
  }
  double rate_hz = 0;
  for (std::string name; std::cin >> rate_hz >> name;) {
    const std::vector<float> samples = mood::training::read_samples(name);
    const std::vector<float> values = chroma
                                          ? chroma_of(samples, rate_hz)
                                          : keys_of(samples, rate_hz, weights);
    const auto count = static_cast<uint32_t>(values.size() / (chroma ? 12 : 3));
    std::fwrite(&count, sizeof(count), 1, stdout);
    std::fwrite(values.data(), sizeof(float), values.size(), stdout);
  }
  return 0;
}
