/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace mood {

/// Cuts a stream into hops of equal length, whatever the sizes it arrives in.
class HopSlicer {
 public:
  explicit HopSlicer(size_t hop_frames) : hop_(hop_frames) {}

  /// Calls @p sink(std::span<const float>) once for every completed hop.
  template <typename Sink>
  void process(std::span<const float> samples, Sink&& sink) {
    while (!samples.empty()) {
      const size_t taken = std::min(samples.size(), hop_.size() - filled_);
      std::copy_n(samples.begin(), taken, hop_.begin() + filled_);
      samples = samples.subspan(taken);
      filled_ += taken;
      if (filled_ < hop_.size()) return;
      filled_ = 0;
      sink(std::span<const float>(hop_));
    }
  }

  /// Drops an unfinished hop.
  void reset() { filled_ = 0; }

 private:
  std::vector<float> hop_;
  size_t filled_ = 0;
};

}  // namespace mood
