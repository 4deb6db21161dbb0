/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/keytracker.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kHop_s =
    double(KeyListener::kHopFrames) / KeyListener::kSampleRate_hz;

}  // namespace

KeyTracker::KeyTracker(const Parameters& parameters, const KeyWeights& weights)
    : parameters_(parameters), weights_(weights) {}

void KeyTracker::process(std::span<const float> hop, bool sounding) {
  const bool is_new = listener_.process(hop);
  if (sounding) {
    silent_s_ = 0;
    if (is_new) weigh(listener_.chroma());
    return;
  }
  silent_s_ += kHop_s;
  if (silent_s_ > parameters_.forgets_after_s) start_song();
}

void KeyTracker::weigh(const ChromaFrame& chroma) {
  constexpr double kFrame_s = KeyListener::kFrame_s;
  gate_.process(chroma, listener_.agreement(), kFrame_s, weights_);
  const double unit = gate_.mean_total();
  if (unit <= 0) return;
  KeyScores evidence = key_scores(chroma, unit, weights_);
  for (double& value : evidence) value *= parameters_.gain * kFrame_s;
  filter_.process(evidence, kFrame_s);
  tell();
}

void KeyTracker::tell() {
  estimate_ = {};
  lead_ = 0;
  if (!gate_.open()) return;
  const KeyScores& log = filter_.log_probabilities();
  const size_t best = filter_.likeliest();
  if (told_ == kKeyCount || log[best] > log[told_] + parameters_.lead_to_change)
    told_ = best;
  double rival = -1e9;
  for (size_t key = 0; key < kKeyCount; ++key)
    if (key != told_) rival = std::max(rival, log[key]);
  lead_ = log[told_] - rival;
  estimate_.confidence =
      1 / (1 + std::exp(-double(weights_.confidence_offset) -
                        double(weights_.confidence_slope) * lead_));
  estimate_.pitch_class = uint32_t(told_ % 12);
  estimate_.mode = told_ < 12 ? Mode::kMajor : Mode::kMinor;
}

void KeyTracker::start_timeline() { listener_.start_timeline(); }

void KeyTracker::start_song() {
  listener_.reset();
  gate_.reset();
  filter_.reset();
  estimate_ = {};
  lead_ = 0;
  told_ = kKeyCount;
  silent_s_ = 0;
}

}  // namespace mood
