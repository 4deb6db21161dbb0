/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "mqttmessage.h"
#include "mqtttopics.h"
#include "sensors.h"

namespace mood {

/// Remembers what every sensor says and decides what is worth telling when:
/// texts when they change, numbers once per interval if they moved by a step.
/// A value that went back before its time is not told. Knows time only as an
/// argument.
class SensorBoard {
 public:
  /// A sensor is not told again sooner than that, whatever happens to it.
  static constexpr uint64_t kMinGap_ns = 100'000'000;

  /// @p interval_ns is between two numbers of one sensor.
  SensorBoard(MqttTopics topics, uint64_t interval_ns);

  void update(const SensorValues& values) { current_.merge(values); }
  /// What is due; retained. Counts as told.
  MqttMessages take_due(uint64_t now_ns);
  /// When something is due next, if everything stays as it is; may be past.
  std::optional<uint64_t> next_due_ns() const;
  /// Nobody has been told anything.
  void forget_told() { told_ = {}; }

 private:
  struct Told {
    std::optional<SensorValues::Value> value;
    uint64_t time_ns = 0;
  };

  std::optional<uint64_t> due_ns(SensorId id) const;

  const MqttTopics topics_;
  const uint64_t interval_ns_;
  SensorValues current_;
  std::array<Told, kSensorCount> told_;
};

}  // namespace mood
