/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/barevidence.h"

#include <algorithm>
#include <cmath>

#include "rhythm/beatnetwork.h"
#include "rhythm/beatspectrum.h"

namespace mood {

namespace {

constexpr size_t kFirstBin = 10;  // 108 Hz; below, bins are wider than notes
constexpr size_t kLastBin = 189;  // 2 kHz
constexpr double kBass_hz = 250;
constexpr double kTuning_hz = 440;
// Half a spectrum's window: what it holds lies so far back.
constexpr double kWindowDelay_s = 1024 / 22050.0;
constexpr size_t kRingSteps = 32;
// Steps about the one that holds a beat in which its rises are sought.
constexpr size_t kStepsBefore = 3;
constexpr size_t kStepsAfter = 1;

// First channel of bass, low middle, middle and treble, and the end.
constexpr size_t kBass = 0, kLow = 2, kMiddle = 5, kTreble = 10, kEnd = 16;

float mean(const BeatChannels::Values& values, size_t first, size_t last) {
  float sum = 0;
  for (size_t c = first; c < last; ++c) sum += values[c];
  return sum / static_cast<float>(last - first);
}

}  // namespace

BarEvidence::BarEvidence(double bin_hz) : rises_(kRingSteps) {
  for (size_t k = kFirstBin; k <= kLastBin; ++k) {
    const double hz = bin_hz * static_cast<double>(k);
    const long note = std::lround(12 * std::log2(hz / kTuning_hz));
    class_of_.push_back(static_cast<unsigned char>((note % 12 + 12) % 12));
    if (hz < kBass_hz) ++bass_bins_;
  }
}

void BarEvidence::add_step(const BeatChannels::Values& channels) {
  rises_[steps_ % kRingSteps] = {mean(channels, kBass, kLow),
                                 mean(channels, kLow, kMiddle),
                                 mean(channels, kTreble, kEnd)};
  ++steps_;
}

void BarEvidence::add_spectrum(std::span<const float> magnitude, double now_s) {
  if (expected_s_ >= 0 && now_s > expected_s_ + kWindowDelay_s)
    pass_beat(now_s);
  for (size_t i = 0; i < class_of_.size(); ++i) {
    const float* const bin = &magnitude[kFirstBin + i];
    if (!(bin[0] > bin[-1] && bin[0] >= bin[1])) continue;
    const float strength = std::sqrt(bin[0]);
    since_[class_of_[i]] += strength;
    if (i < bass_bins_) since_[kClasses + class_of_[i]] += strength;
  }
}

void BarEvidence::pass_beat(double now_s) {
  if (beats_ >= 2) {
    const auto before = std::span<const float>(before_);
    const auto since = std::span<const float>(since_);
    ready_ = {last_rises_[kBassRise], last_rises_[kLowRise],
              last_rises_[kTrebleRise],
              change(before.first(kClasses), since.first(kClasses)),
              change(before.last(kClasses), since.last(kClasses))};
  }
  last_rises_ = rises_at(expected_s_, now_s);
  before_ = since_;
  since_.fill(0);
  expected_s_ = -1;
  ++beats_;
}

BarEvidence::Rises BarEvidence::rises_at(double beat_s, double now_s) const {
  const double ago_s = now_s - beat_s - BeatNetwork::kDelay_s;
  const auto back = static_cast<size_t>(std::lround(
      std::clamp(ago_s / BeatSpectrum::kStepSeconds, 0.0,
                 static_cast<double>(kRingSteps - kStepsBefore - 1))));
  const size_t newest = back > kStepsAfter ? back - kStepsAfter : 0;
  Rises most = {};
  for (size_t step = newest; step <= back + kStepsBefore; ++step) {
    const Rises& rises = rises_[(steps_ + kRingSteps - 1 - step) % kRingSteps];
    for (size_t i = 0; i < most.size(); ++i)
      most[i] = std::max(most[i], rises[i]);
  }
  return most;
}

float BarEvidence::change(std::span<const float> from,
                          std::span<const float> to) {
  float product = 0, from_square = 0, to_square = 0;
  for (size_t i = 0; i < from.size(); ++i) {
    product += from[i] * to[i];
    from_square += from[i] * from[i];
    to_square += to[i] * to[i];
  }
  const float both = std::sqrt(from_square * to_square);
  return both > 0 ? 1 - product / both : 1;
}

std::optional<BarEvidence::Traits> BarEvidence::take() {
  const auto traits = ready_;
  ready_.reset();
  return traits;
}

void BarEvidence::reset() {
  std::fill(rises_.begin(), rises_.end(), Rises{});
  steps_ = 0;
  since_.fill(0);
  beats_ = 0;
  expected_s_ = -1;
  ready_.reset();
}

}  // namespace mood
