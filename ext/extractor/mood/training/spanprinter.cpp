/* SPDX-License-Identifier: GPL-3.0-or-later */
// Features for train.py: reads lines "RATE FILE" from standard input, files
// with mono float samples at RATE Hz. For each writes to standard output, as
// native 32-bit numbers, the count of its spans, and for each span its length
// in blocks and the features. With --names it prints the features' names
// instead.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "mood/silencegate.h"
#include "moodfeatures/moodlistener.h"
#include "moodfeatures/spanfeatures.h"
#include "training/trainingmusic.h"

namespace {

constexpr double kSilence_db = -60;  // as the element's default

struct Span {
  uint32_t blocks = 0;
  std::vector<float> features;
};

/// Listens as the extractor does, and takes the spans that it would judge.
class Collector {
 public:
  void process(std::span<const float> samples) {
    slicer_.process(samples, [this](std::span<const float> hop) {
      const mood::Descriptors& now = bank_.process(hop);
      const bool silent = gate_.process(now.level_db, kSilence_db);
      if (listener_.process(bank_, now, silent)) take_due();
    });
  }

  /// All spans, the last of them of all that is remembered in the end.
  std::vector<Span> finish() {
    const size_t heard = listener_.blocks();
    if (heard > mood::MoodListener::kMiddle || (spans_.empty() && heard > 0))
      take(heard);
    return std::move(spans_);
  }

 private:
  /// Half overlapping spans, and what is known soon after the start.
  void take_due() {
    const size_t heard = listener_.blocks();
    ++end_;
    if (heard == kFirst || heard == kSecond) take(heard);
    for (const size_t length :
         {mood::MoodListener::kShort, mood::MoodListener::kMiddle})
      if (heard >= length && end_ % (length / 2) == 0) take(length);
    if (heard > mood::MoodListener::kMiddle &&
        end_ % mood::MoodListener::kMiddle == 0)
      take(heard);
  }

  void take(size_t blocks) {
    const auto values = listener_.features(blocks);
    spans_.push_back({static_cast<uint32_t>(blocks),
                      std::vector<float>(values.begin(), values.end())});
  }

  static constexpr size_t kFirst = 4;   // 1.9 s
  static constexpr size_t kSecond = 8;  // 3.7 s

  mood::HopSlicer slicer_{mood::DescriptorBank::kHopFrames};
  mood::DescriptorBank bank_;
  mood::SilenceGate gate_{{.hop_s = mood::DescriptorBank::kHopSeconds}};
  mood::MoodListener listener_;
  size_t end_ = 0;  // blocks heard
  std::vector<Span> spans_;
};

std::vector<Span> listen(std::span<const float> samples, double rate_hz) {
  Collector collector;
  mood::training::play(samples, rate_hz, [&](std::span<const float> heard) {
    collector.process(heard);
  });
  return collector.finish();
}

void write(const void* bytes, size_t size) {
  std::fwrite(bytes, 1, size, stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--names") == 0) {
    for (const std::string& name : mood::span_feature_names())
      std::cout << name << '\n';
    return 0;
  }
  double rate_hz = 0;
  for (std::string name; std::cin >> rate_hz >> name;) {
    const std::vector<Span> spans =
        listen(mood::training::read_samples(name), rate_hz);
    const auto count = static_cast<uint32_t>(spans.size());
    write(&count, sizeof(count));
    for (const Span& span : spans) {
      write(&span.blocks, sizeof(span.blocks));
      write(span.features.data(), span.features.size() * sizeof(float));
    }
  }
  return 0;
}
