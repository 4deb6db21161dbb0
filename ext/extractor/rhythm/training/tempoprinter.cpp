/* SPDX-License-Identifier: GPL-3.0-or-later */
// What tempotrain.py learns from: reads lines "RATE EVERY FILE" from standard
// input, files with mono float samples at RATE Hz. For each writes to standard
// output, as native 32-bit numbers, the count of rows, and for every EVERYth
// update and the last one: the seconds heard, the grid (see TempoGrid), the
// features of the last 15 s (see MoodListener). With --layout it prints what
// tells that these features are those that weights were trained on.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "mood/silencegate.h"
#include "moodfeatures/moodlistener.h"
#include "moodfeatures/spanfeatures.h"
#include "rhythm/tempolistener.h"
#include "training/trainingmusic.h"

namespace {

using mood::DescriptorBank;

constexpr double kSilence_db = -60;  // as the element's default

class Collector {
 public:
  explicit Collector(size_t every) : every_(every) {}

  void process(std::span<const float> samples) {
    slicer_.process(samples, [this](std::span<const float> hop) {
      const mood::Descriptors& now = bank_.process(hop);
      ++hops_;
      const bool silent = gate_.process(now.level_db, kSilence_db);
      sound_.process(bank_, now, silent);
      if (!listener_.process(bank_.magnitude())) return;
      if (!rows_.empty() && !kept_) rows_.resize(rows_.size() - row_size_);
      kept_ = ++updates_ % every_ == 0;
      take();
    });
  }

  void write() const {
    const auto count = static_cast<uint32_t>(rows_.size() / row_size_);
    std::fwrite(&count, sizeof(count), 1, stdout);
    std::fwrite(rows_.data(), sizeof(float), rows_.size(), stdout);
  }

 private:
  void take() {
    rows_.push_back(static_cast<float>(hops_ * DescriptorBank::kHopSeconds));
    const auto grid = listener_.grid();
    rows_.insert(rows_.end(), grid.begin(), grid.end());
    const size_t blocks = sound_.blocks();
    if (blocks > 0) {
      const auto features =
          sound_.features(std::min(blocks, mood::MoodListener::kMiddle));
      rows_.insert(rows_.end(), features.begin(), features.end());
    } else {
      rows_.resize(rows_.size() + mood::span_feature_names().size());
    }
  }

  size_t every_;
  const size_t row_size_ = 1 +
                           mood::TempoGrid::kTempi * mood::TempoGrid::kValues +
                           mood::span_feature_names().size();
  mood::HopSlicer slicer_{DescriptorBank::kHopFrames};
  DescriptorBank bank_;
  mood::SilenceGate gate_{{.hop_s = DescriptorBank::kHopSeconds}};
  mood::TempoListener listener_;
  mood::MoodListener sound_;
  double hops_ = 0;
  size_t updates_ = 0;
  bool kept_ = true;  ///< the last row, even if another follows
  std::vector<float> rows_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--layout") == 0) {
    std::printf("0x%016jx %zu\n",
                static_cast<uintmax_t>(mood::span_feature_layout()),
                mood::span_feature_names().size());
    return 0;
  }
  double rate_hz = 0;
  size_t every = 1;
  for (std::string name; std::cin >> rate_hz >> every >> name;) {
    Collector collector(std::max<size_t>(every, 1));
    mood::training::play(
        mood::training::read_samples(name), rate_hz,
        [&](std::span<const float> heard) { collector.process(heard); });
    collector.write();
  }
  return 0;
}
