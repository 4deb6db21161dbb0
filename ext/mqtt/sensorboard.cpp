/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sensorboard.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mood {
namespace {

bool differs(SensorId id, const SensorValues::Value& a,
             const SensorValues::Value& b) {
  const double* number_a = std::get_if<double>(&a);
  const double* number_b = std::get_if<double>(&b);
  if (number_a == nullptr || number_b == nullptr) return a != b;
  // A step is a step, though neither of its ends has an exact double.
  constexpr double kTolerance = 1e-9;
  return std::abs(*number_a - *number_b) >= sensor(id).step - kTolerance;
}

}  // namespace

SensorBoard::SensorBoard(MqttTopics topics, uint64_t interval_ns)
    : topics_(std::move(topics)),
      interval_ns_(std::max(interval_ns, kMinGap_ns)) {}

std::optional<uint64_t> SensorBoard::due_ns(SensorId id) const {
  const std::optional<SensorValues::Value>& value = current_[id];
  if (!value) return {};
  const Told& told = told_[static_cast<size_t>(id)];
  if (!told.value) return 0;
  if (!differs(id, *told.value, *value)) return {};
  return told.time_ns + (sensor(id).is_number ? interval_ns_ : kMinGap_ns);
}

MqttMessages SensorBoard::take_due(uint64_t now_ns) {
  MqttMessages messages;
  for (size_t i = 0; i < kSensorCount; ++i) {
    const SensorId id{i};
    const std::optional<uint64_t> due = due_ns(id);
    if (!due || *due > now_ns) continue;
    messages.push_back({topics_.below(sensor(id).topic),
                        sensor_payload(id, *current_[id]), true});
    told_[i] = {current_[id], now_ns};
  }
  return messages;
}

std::optional<uint64_t> SensorBoard::next_due_ns() const {
  std::optional<uint64_t> next;
  for (size_t i = 0; i < kSensorCount; ++i)
    if (const std::optional<uint64_t> due = due_ns(SensorId{i}))
      next = std::min(next.value_or(*due), *due);
  return next;
}

}  // namespace mood
