/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodshift.h"

#include "changedetector.h"

namespace mood {
namespace {

/// A change may be recognised some seconds after it happened.
constexpr uint64_t kKept_ns = 2 * MoodShift::kPast_ns;
constexpr size_t kMaxMoments = 512;

void add(Metrics& sum, const Metrics& metrics, double weight) {
  for (const MetricField& field : kMetricFields)
    sum.*field.value += weight * metrics.*field.value;
}

}  // namespace

void MoodShift::observe(const Metrics& metrics, uint64_t now_ns) {
  recent_.push_back({now_ns, metrics});
  while (recent_.size() > kMaxMoments ||
         recent_.front().time_ns + kKept_ns < now_ns)
    recent_.pop_front();
}

void MoodShift::suspect(uint64_t change_ns, uint64_t now_ns) {
  Metrics sum = {.valence = 0};
  size_t count = 0;
  for (const Moment& moment : recent_) {
    if (moment.time_ns >= change_ns || moment.time_ns + kPast_ns < change_ns)
      continue;
    add(sum, moment.metrics, 1);
    ++count;
  }
  before_.reset();
  if (count == 0) return;
  before_ = Metrics{.valence = 0};
  add(*before_, sum, 1.0 / static_cast<double>(count));
  until_ns_ = now_ns + kPatience_ns;
}

std::optional<double> MoodShift::distance() const {
  if (!before_ || recent_.empty() || recent_.back().time_ns > until_ns_)
    return std::nullopt;
  return change_magnitude(*before_, recent_.back().metrics);
}

void MoodShift::clear() {
  recent_.clear();
  before_.reset();
}

}  // namespace mood
