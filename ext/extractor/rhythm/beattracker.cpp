/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beattracker.h"

#include <algorithm>

namespace mood {

namespace {

// The clearest beat fades by half in 2 s; below this activation it is as good
// as none.
constexpr double kKeepClearest = 0.996;
constexpr double kClear = 0.25;
constexpr double kBin_hz = DescriptorBank::kSampleRate / 2048;
constexpr double kCertaintyGain = 0.02;  // per hop: 1.2 s

}  // namespace

BeatTracker::BeatTracker(const BeatWeights& weights)
    : network_(weights),
      pointer_({.step_s = BeatSpectrum::kStepSeconds}),
      clock_({}),
      evidence_(kBin_hz),
      counter_({}) {}

void BeatTracker::process(const DescriptorBank& bank, double now_s,
                          double tempo_bpm) {
  pointer_.expect_tempo(tempo_bpm);
  std::span<const float> hop = bank.hop();
  while (!hop.empty()) {
    hear(hop.first(BeatSpectrum::kStepFrames));
    hop = hop.subspan(BeatSpectrum::kStepFrames);
  }
  evidence_.add_spectrum(bank.magnitude(), now_s);
  if (const auto traits = evidence_.take()) counter_.add(*traits);
}

void BeatTracker::hear(std::span<const float> step) {
  const auto& channels = channels_.process(spectrum_.process(step));
  evidence_.add_step(channels);
  const double beat = network_.process(channels);
  clearest_ = std::max(beat, clearest_ * kKeepClearest);
  // While no beat is heard, what is not heard says nothing.
  pointer_.process(beat, std::min(1.0, clearest_ / kClear));
}

std::optional<BeatTracker::Told> BeatTracker::tell(double now_s) {
  const auto reading = pointer_.read();
  certainty_ += kCertaintyGain * (reading.share - certainty_);
  const double next_s = now_s + reading.next_s - BeatNetwork::kDelay_s;
  const auto beat = clock_.process(now_s, {next_s, reading.period_s});
  if (!beat) return std::nullopt;
  evidence_.expect_beat(beat->time_s);
  const uint32_t position =
      counter_.count(beat->time_s, beat->next_s - beat->time_s);
  return Told{beat->time_s, beat->next_s, certainty_, position};
}

void BeatTracker::pause() {
  clock_.pause();
  evidence_.reset();
  counter_.reset();
}

void BeatTracker::reset() {
  spectrum_.reset();
  channels_.reset();
  network_.reset();
  pointer_.reset();
  pause();
  clock_.reset();
  clearest_ = 0;
  certainty_ = 0;
}

}  // namespace mood
