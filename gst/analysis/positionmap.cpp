/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "positionmap.h"

#include <algorithm>

namespace mood {
namespace {

constexpr uint64_t kSecond = 1'000'000'000;

}  // namespace

uint64_t frames_to_ns(uint64_t frames, uint32_t rate_hz) {
  return frames / rate_hz * kSecond +
         (frames % rate_hz * kSecond + rate_hz / 2) / rate_hz;
}

uint64_t ns_to_frames(uint64_t duration_ns, uint32_t rate_hz) {
  return duration_ns / kSecond * rate_hz +
         (duration_ns % kSecond * rate_hz + kSecond / 2) / kSecond;
}

PositionMap::PositionMap(uint32_t rate_hz, uint64_t position,
                         uint64_t timestamp_ns)
    : rate_hz_(rate_hz) {
  anchors_[0] = {position, timestamp_ns};
}

PositionMap::Fit PositionMap::fit(uint64_t position,
                                  uint64_t timestamp_ns) const {
  const uint64_t expected = this->timestamp_ns(position);
  const uint64_t off =
      std::max(expected, timestamp_ns) - std::min(expected, timestamp_ns);
  if (off > kJumpLimit_ns) return Fit::kJump;
  return off > kDriftLimit_ns ? Fit::kDrift : Fit::kSteady;
}

void PositionMap::anchor(uint64_t position, uint64_t timestamp_ns) {
  anchors_[count_++ % kAnchors] = {position, timestamp_ns};
}

uint64_t PositionMap::timestamp_ns(uint64_t position) const {
  const Anchor& anchor = anchor_for(position);
  if (position >= anchor.position)
    return anchor.timestamp_ns +
           frames_to_ns(position - anchor.position, rate_hz_);
  const uint64_t back = frames_to_ns(anchor.position - position, rate_hz_);
  return anchor.timestamp_ns > back ? anchor.timestamp_ns - back : 0;
}

const PositionMap::Anchor& PositionMap::anchor_for(uint64_t position) const {
  const size_t oldest = count_ > kAnchors ? count_ - kAnchors : 0;
  size_t index = count_ - 1;
  while (index > oldest && anchors_[index % kAnchors].position > position)
    --index;
  return anchors_[index % kAnchors];
}

}  // namespace mood
