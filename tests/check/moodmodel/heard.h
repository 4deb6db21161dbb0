/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "mood/silencegate.h"
#include "moodfeatures/moodfeaturebank.h"
#include "moodfeatures/moodlistener.h"

namespace mood::test {

constexpr double kRate = DescriptorBank::kSampleRate;

/// Values of every hop, and of every tone frame, of a signal.
struct Frames {
  std::vector<HopFeatures> hops;
  std::vector<ToneFeatures> tones;
};

inline Frames frames_of(std::span<const float> samples) {
  DescriptorBank descriptors;
  MoodFeatureBank bank;
  HopSlicer slicer(DescriptorBank::kHopFrames);
  Frames frames;
  slicer.process(samples, [&](std::span<const float> hop) {
    const Descriptors& now = descriptors.process(hop);
    if (bank.process(descriptors.hop(), descriptors.magnitude(), now))
      frames.tones.push_back(bank.tone());
    frames.hops.push_back(bank.hop());
  });
  return frames;
}

/// Mean over all frames but the first @p skipped of @p value(frame).
template <typename Frame, typename Value>
double mean_of(const std::vector<Frame>& frames, size_t skipped, Value value) {
  double sum = 0;
  for (size_t i = skipped; i < frames.size(); ++i) sum += value(frames[i]);
  return sum / static_cast<double>(frames.size() - skipped);
}

/// A listener with what it needs, as the extractor runs it.
class Heard {
 public:
  /// Returns how many blocks were completed.
  size_t process(std::span<const float> samples) {
    size_t completed = 0;
    slicer_.process(samples, [&](std::span<const float> hop) {
      const Descriptors& now = descriptors_.process(hop);
      const bool silent = gate_.process(now.level_db, -60);
      completed += listener_.process(descriptors_, now, silent);
    });
    return completed;
  }
  void jump() {
    slicer_.reset();
    descriptors_.reset();
    listener_.start_timeline();
  }
  std::vector<float> features(size_t blocks = MoodListener::kShort) {
    const auto values = listener_.features(blocks);
    return {values.begin(), values.end()};
  }
  MoodListener& listener() { return listener_; }

 private:
  HopSlicer slicer_{DescriptorBank::kHopFrames};
  DescriptorBank descriptors_;
  SilenceGate gate_{{.hop_s = DescriptorBank::kHopSeconds}};
  MoodListener listener_;
};

}  // namespace mood::test
