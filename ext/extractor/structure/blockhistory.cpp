/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/blockhistory.h"

namespace mood {

bool BlockHistory::process(const HopSound& hop) {
  for (size_t i = 0; i < HopSound::kBands; ++i) sum_.power[i] += hop.power[i];
  for (size_t i = 0; i < HopSound::kClasses; ++i)
    sum_.chroma[i] += hop.chroma[i];
  sum_.flux += hop.flux;
  sum_.onset_rate_hz += hop.onset_rate_hz;
  if (++hops_ < kHopsPerBlock) return false;

  constexpr float kShare = 1.0f / kHopsPerBlock;
  for (float& value : sum_.power) value *= kShare;
  for (float& value : sum_.chroma) value *= kShare;
  sum_.flux *= kShare;
  sum_.onset_rate_hz *= kShare;
  blocks_[next_] = sum_;
  next_ = (next_ + 1) % kCapacity;
  if (size_ < kCapacity) ++size_;
  sum_ = {};
  hops_ = 0;
  return true;
}

void BlockHistory::reset() {
  sum_ = {};
  hops_ = next_ = size_ = 0;
}

}  // namespace mood
