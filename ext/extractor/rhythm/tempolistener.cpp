/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempolistener.h"

namespace mood {

TempoListener::TempoListener()
    : spectrum_({.window_frames = 2048,
                 .sample_rate_hz = DescriptorBank::kSampleRate}),
      onsets_(spectrum_),
      tempogram_(
          {.hop_s = DescriptorBank::kHopSeconds, .memory_s = kMemorySeconds}),
      grid_(DescriptorBank::kHopSeconds),
      grid_values_(TempoGrid::kTempi * TempoGrid::kValues) {}

bool TempoListener::process(std::span<const float> magnitude) {
  tempogram_.process(onsets_.process(magnitude));
  ++hops_;
  if (hops_ < kLeastHops || hops_ % kUpdateHops != 0) return false;
  tempogram_.correlate();
  grid_.measure(tempogram_, grid_values_);
  return true;
}

void TempoListener::cut() {
  onsets_.reset();
  tempogram_.cut();
}

void TempoListener::reset() {
  onsets_.reset();
  tempogram_.reset();
  hops_ = 0;
}

}  // namespace mood
