/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/onsetpicker.h"

#include "descriptors/descriptorbank.h"

namespace mood {

namespace {

constexpr double kRateMemoryHops = 1.5 / DescriptorBank::kHopSeconds;
// What the rate is thought to be before anything was heard, and how many
// hops that belief weighs: a lone attack is not yet dense music.
constexpr double kTypicalRateHz = 2;
constexpr double kPriorHops = 20;

}  // namespace

OnsetPicker::OnsetPicker(const Parameters& parameters)
    : parameters_(parameters), rate_hz_(kRateMemoryHops) {
  reset();
}

bool OnsetPicker::process(double flux) {
  recent_ = {recent_[1], recent_[2], flux};
  const double candidate = recent_[1];
  ++since_;
  const bool is_maximum = candidate > recent_[0] && candidate >= recent_[2];
  const bool stands_out =
      candidate > parameters_.threshold + parameters_.relative * mean_;
  const bool found =
      is_maximum && stands_out && since_ > parameters_.least_gap_hops;
  if (found) since_ = 0;
  mean_ += (candidate - mean_) / parameters_.memory_hops;
  rate_hz_.process(found ? 1 / DescriptorBank::kHopSeconds : 0);
  return found;
}

void OnsetPicker::reset() {
  recent_.fill(0);
  mean_ = 0;
  rate_hz_.reset(kTypicalRateHz, kPriorHops);
  since_ = 0;
}

}  // namespace mood
