/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "featureset.h"

/// librosa 0.11's feature groups over a window of mono audio at 22 050 Hz.
/// Frames are 2048 samples, centred on multiples of the hop (512), and see
/// zeros beyond the window's ends.
namespace mood::features {

inline constexpr size_t kFftSize = 2048;
inline constexpr size_t kBins = kFftSize / 2 + 1;
inline constexpr size_t kHop = kFeatureHop;
inline constexpr double kRate_hz = kFeatureRate_hz;

/// Frames of a window of @p samples.
constexpr size_t frame_count(size_t samples) { return 1 + samples / kHop; }

/// [begin, end) of something counted: frames, samples.
struct Range {
  size_t begin = 0;
  size_t end = 0;

  bool empty() const { return begin >= end; }
  size_t size() const { return empty() ? 0 : end - begin; }
  /// By @p margin at both ends, within [0, limit).
  Range widened(size_t margin, size_t limit) const {
    if (empty()) return {};
    return {begin - std::min(begin, margin), std::min(end + margin, limit)};
  }
  bool operator==(const Range&) const = default;
};

/// What of a window has to be computed: all of it, or, where an earlier window
/// overlaps it, the parts whose audio is new or lies at an edge.
struct Stale {
  Range head;
  Range tail;  ///< after head, not touching it; may be empty

  static Stale all(size_t count) { return {{0, count}, {}}; }
  static Stale edges(size_t head_end, size_t tail_begin, size_t count) {
    if (head_end >= tail_begin) return all(count);
    return {{0, head_end}, {tail_begin, count}};
  }
  Stale widened(size_t margin, size_t limit) const {
    const Range h = head.widened(margin, limit);
    const Range t = tail.widened(margin, limit);
    if (t.empty()) return {h, {}};
    if (h.empty()) return {t, {}};
    if (h.end >= t.begin) return {{h.begin, t.end}, {}};
    return {h, t};
  }
  size_t size() const { return head.size() + tail.size(); }
  template <typename Visit>
  void for_each(Visit visit) const {
    for (size_t i = head.begin; i < head.end; ++i) visit(i);
    for (size_t i = tail.begin; i < tail.end; ++i) visit(i);
  }
};

/// One row per frame. Rows live in a ring, so that moving the window on costs
/// nothing: what was row t + n becomes row t.
template <typename T>
class FrameMatrix {
 public:
  FrameMatrix(size_t maximum_frames, size_t columns)
      : columns_(columns),
        frames_(maximum_frames),
        values_(maximum_frames * columns) {}

  size_t columns() const { return columns_; }
  void shift(size_t frames) { first_ = (first_ + frames) % frames_; }
  std::span<T> row(size_t frame) {
    return {values_.data() + slot(frame) * columns_, columns_};
  }
  std::span<const T> row(size_t frame) const {
    return {values_.data() + slot(frame) * columns_, columns_};
  }

 private:
  size_t slot(size_t frame) const {
    const size_t slot = first_ + frame;
    return slot < frames_ ? slot : slot - frames_;
  }

  size_t columns_;
  size_t frames_;
  size_t first_ = 0;
  std::vector<T> values_;
};

}  // namespace mood::features
