/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/spanfeatures.h"

#include <algorithm>
#include <cmath>

#include "moodfeatures/featuresink.h"
#include "moodfeatures/spanlayout.h"
#include "moodfeatures/spanpulse.h"
#include "moodfeatures/spantones.h"

namespace mood {

namespace {

/// Writes features one after the other, or, without values, their names.
class Writer : public FeatureSink {
 public:
  Writer(std::span<float> values, std::vector<std::string>* names)
      : values_(values), names_(names) {}

  void put(std::string_view name, std::string_view suffix,
           double value) override {
    if (names_) {
      names_->push_back(std::string(name) + std::string(suffix));
      return;
    }
    if (next_ >= values_.size()) return;
    values_[next_++] = std::isfinite(value) ? static_cast<float>(value) : 0;
  }

 private:
  std::span<float> values_;
  std::vector<std::string>* names_;
  size_t next_ = 0;
};

template <size_t N>
void put_moments(const Moments<N>& moments,
                 const std::array<ValueLayout, N>& layout, FeatureSink& sink) {
  for (size_t i = 0; i < N; ++i) {
    const ValueLayout& value = layout[i];
    if (value.kind == ValueKind::kSkipped) continue;
    if (value.kind == ValueKind::kPower) {
      sink.put(value.name, ".m", std::log(moments.mean(i) + 0.01));
      continue;
    }
    const bool tone =
        value.kind == ValueKind::kTone || value.kind == ValueKind::kToneChanges;
    if (value.kind != ValueKind::kChanges &&
        value.kind != ValueKind::kToneChanges)
      sink.put(value.name, ".m", moments.mean(i));
    if (value.kind != ValueKind::kEvent) {
      sink.put(value.name, ".s", moments.deviation(i));
      sink.put(value.name, ".d", moments.change(i));
    }
    if (!tone) sink.put(value.name, ".b", moments.drift(i));
  }
}

void put_all(const BlockSums& sums, FeatureSink& sink) {
  put_moments(sums.hops, kHopLayout, sink);
  put_moments(sums.tones, kToneLayout, sink);
  put_tones(sums, sink);
  put_pulse(sums, sink);
  put_waveform(sums, sink);
}

}  // namespace

void compute_span_features(const BlockSums& sums, std::span<float> features) {
  Writer writer(features, nullptr);
  put_all(sums, writer);
}

const std::vector<std::string>& span_feature_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    Writer writer({}, &result);
    put_all({}, writer);
    return result;
  }();
  return names;
}

uint64_t span_feature_layout() {
  uint64_t value = 0xcbf29ce484222325;
  const auto add = [&](char byte) {
    value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  };
  for (const std::string& name : span_feature_names()) {
    for (const char byte : name) add(byte);
    add('\n');
  }
  return value;
}

}  // namespace mood
