/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "cputime.h"

namespace mood::bench {

/// Repeated measurements of one thing. Other programs on the machine only ever
/// add to them: the minimum is what it takes, the median what one gets.
class Series {
 public:
  void add(double value) { values_.push_back(value); }
  /// 0 if there are none.
  double minimum() const {
    return values_.empty() ? 0 : *std::ranges::min_element(values_);
  }
  double median() const {
    if (values_.empty()) return 0;
    auto sorted = values_;
    std::ranges::sort(sorted);
    return sorted[sorted.size() / 2];
  }

 private:
  std::vector<double> values_;
};

/// CPU milliseconds of this thread that @p work takes.
template <typename Work>
double cpu_ms(Work work) {
  const auto before_ns = thread_cpu_ns();
  work();
  return double(thread_cpu_ns() - before_ns) / 1e6;
}

/// How thorough to be.
struct Effort {
  bool quick = false;  ///< only to see that everything runs

  /// Repetitions for windows of that length.
  int runs(double window_s) const {
    return quick ? 2 : int(std::clamp(600 / window_s, 20.0, 200.0));
  }
};

}  // namespace mood::bench
