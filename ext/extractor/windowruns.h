/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mood {

/// A window of samples where it lies: in one run, or in the two of a ring.
struct WindowRuns {
  std::span<const float> first;
  std::span<const float> second;

  size_t size() const { return first.size() + second.size(); }

  /// Fills @p out with the samples from @p begin on, which may be negative;
  /// around the window there are zeros.
  void copy(int64_t begin, std::span<float> out) const {
    const auto wanted = static_cast<int64_t>(out.size());
    const auto fill_from = [&](std::span<const float> run, int64_t run_begin) {
      const int64_t run_end = run_begin + static_cast<int64_t>(run.size());
      const int64_t from = std::clamp<int64_t>(run_begin - begin, 0, wanted);
      const int64_t to = std::clamp<int64_t>(run_end - begin, 0, wanted);
      if (from < to)
        std::copy_n(run.begin() + (begin + from - run_begin), to - from,
                    out.begin() + from);
      return to;
    };
    const int64_t before = std::clamp<int64_t>(-begin, 0, wanted);
    std::fill_n(out.begin(), before, 0.0f);
    const int64_t middle = fill_from(first, 0);
    const int64_t end =
        std::max(middle, fill_from(second, static_cast<int64_t>(first.size())));
    std::fill(out.begin() + end, out.end(), 0.0f);
  }
};

}  // namespace mood
