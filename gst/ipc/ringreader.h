/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "audioregion.h"

namespace mood::ipc {

/// What the writer has published.
struct Timeline {
  uint64_t epoch = 0;
  uint64_t song = 0;
  uint64_t epoch_start = 0;
  uint64_t epoch_end = kOpenEnd;
  uint64_t committed = 0;
};

/// Reads a region without ever writing to it, so one that is mapped
/// read-only will do. A read is: look at runs(), copy out what is needed,
/// then ask intact() whether the writer passed meanwhile.
class RingReader {
 public:
  /// @p region must outlive the reader.
  explicit RingReader(const AudioRegion& region);

  uint64_t capacity_frames() const { return ring_.size(); }
  Timeline timeline() const;
  /// Oldest frame that is not being overwritten now.
  uint64_t oldest() const;
  /// Where frames [position, position + frames) lie; the second run may be
  /// empty. @p frames <= capacity.
  std::array<std::span<const float>, 2> runs(uint64_t position,
                                             uint64_t frames) const;
  /// Whether everything read from @p position on was still untouched.
  bool intact(uint64_t position) const;

 private:
  const RegionHeader& header_;
  std::span<const float> ring_;
};

}  // namespace mood::ipc
