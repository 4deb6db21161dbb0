/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/keylistener.h"

#include <algorithm>

namespace mood {

namespace {

// 0.37 s: shorter ones blur the bass, longer ones fast music.
constexpr size_t kWindowFrames = 2048;

}  // namespace

KeyListener::KeyListener()
    : spectrum_({.window_frames = kWindowFrames,
                 .sample_rate_hz = kSampleRate_hz / Decimator::kFactor}),
      peaks_(spectrum_),
      pending_(kHopsPerFrame * kHopFrames / Decimator::kFactor) {}

bool KeyListener::process(std::span<const float> hop) {
  const std::span<const float> low = decimator_.process(hop);
  std::copy(low.begin(), low.end(), pending_.begin() + filled_);
  filled_ += low.size();
  if (filled_ < pending_.size()) return false;
  filled_ = 0;
  chroma_ = tuned_.process(peaks_.process(spectrum_.process(pending_)));
  return true;
}

void KeyListener::start_timeline() {
  decimator_.reset();
  spectrum_.reset();
  filled_ = 0;
}

void KeyListener::reset() {
  start_timeline();
  tuned_.reset();
}

}  // namespace mood
