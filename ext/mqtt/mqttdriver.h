/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "lampdriver.h"
#include "mqttconnection.h"
#include "mqttplan.h"
#include "mqttresolver.h"
#include "sensorboard.h"
#include "sensorfeed.h"
#include "wledmessages.h"

namespace mood {

/// An MQTT broker: publishes commands, what the music is like, and for Home
/// Assistant what there is. `status` says `online` while it does.
class MqttDriver : public LampDriver {
 public:
  /// Home Assistant is told again no more often than that, however often it
  /// says to have started.
  static constexpr uint64_t kAnnounceGap_ns = 1'000'000'000;
  /// A beat that is told later than that is none any more.
  static constexpr uint64_t kMaxBeatAge_ns = 250'000'000;

  /// @p request_wake has wake() called soon, from any thread. @p feed has the
  /// news that are published in wake().
  MqttDriver(MqttPlan plan, std::shared_ptr<SensorFeed> feed,
             std::function<void()> request_wake);

  std::string name() const override { return plan_.access.address.url(); }
  LampResult connect(LampContext& context) override;
  LampResult send(const SceneCommand& command, LampContext& context) override;
  std::optional<uint64_t> wake_time_ns() const override;
  LampResult wake(LampContext& context) override;
  void disconnect(LampContext& context) override;

 private:
  LampResult open(LampContext& context);
  LampResult open(const MqttEndpoint& endpoint, LampContext& context);
  LampResult introduce(LampContext& context);
  LampResult publish(const MqttMessages& messages, LampContext& context);
  void take_news(uint64_t now_ns, MqttMessages& messages);
  void announce(uint64_t now_ns, MqttMessages& messages);
  bool home_assistant_started();
  MqttMessage status(const char* text) const;

  const MqttPlan plan_;
  const std::shared_ptr<SensorFeed> feed_;  ///< locks itself
  const std::function<void()> request_wake_;
  SensorBoard board_;
  WledMessages wled_;
  std::unique_ptr<MqttConnection> connection_;
  uint64_t announced_ns_ = 0;
  bool announce_again_ = false;
};

}  // namespace mood
