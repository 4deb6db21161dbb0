/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "lampcontext.h"
#include "lampdriver.h"
#include "mqttaccess.h"
#include "mqtthandle.h"
#include "mqttmessage.h"
#include "mqttresolver.h"
#include "wakeup.h"

namespace mood {

/// One connection to a broker, for as long as it lasts. A thread of its own
/// serves the socket, so that pings are answered and losses seen while nobody
/// calls. The calls below wait, no longer than their context allows, and belong
/// to one thread.
class MqttConnection {
 public:
  /// Called on the connection's thread, with no lock held, when there is a
  /// failure() or something for take_received(). Must not throw.
  using Notify = std::function<void()>;
  /// So many messages from the broker are kept; the oldest give way.
  static constexpr size_t kMaxReceived = 16;
  /// Longer payloads are not kept.
  static constexpr size_t kMaxReceivedBytes = 256;

  /// The broker publishes @p will when the connection ends by anything but
  /// close(). Throws what make_mqtt_handle() does.
  MqttConnection(const MqttAccess& access, const MqttMessage& will,
                 Notify notify);
  /// Cuts the connection off.
  ~MqttConnection();
  MqttConnection(const MqttConnection&) = delete;
  MqttConnection& operator=(const MqttConnection&) = delete;

  /// Connects to @p endpoint and waits until the broker has let us in. Once.
  LampResult open(const MqttEndpoint& endpoint, LampContext& context);
  /// Asks for messages to @p topics. Does not wait.
  LampResult subscribe(const std::vector<std::string>& topics);
  /// Publishes and waits until the broker has confirmed all of it, or, with a
  /// QoS of 0, until it is on its way.
  LampResult publish(const MqttMessages& messages, LampContext& context);
  /// Says goodbye.
  void close(LampContext& context);

  /// Why the connection does not work any more, for people.
  std::optional<std::string> failure() const;
  /// What came for the subscriptions since the last call.
  MqttMessages take_received();

 private:
  using Lock = std::unique_lock<std::mutex>;

  void run(const MqttEndpoint& endpoint) noexcept;
  void serve(Lock& lock);
  void pump(short events);
  void fail(std::string reason);
  void tell(Lock& lock);
  void end_thread();
  LampResult wait_for(const std::function<bool()>& is_done,
                      LampContext& context);

  static void connected(mosquitto*, void* self, int code);
  static void published(mosquitto*, void* self, int id);
  static void disconnected(mosquitto*, void* self, int code);
  static void received(mosquitto*, void* self,
                       const mosquitto_message* message);

  const MqttAccess access_;
  const Notify notify_;
  const ipc::Wakeup wakeup_;  ///< the thread's

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  MqttHandle handle_;       ///< guarded by mutex_, callbacks run with it held
  bool is_open_ = false;    ///< guarded by mutex_
  bool is_closed_ = false;  ///< guarded by mutex_: by close()
  bool has_news_ = false;   ///< guarded by mutex_: for notify_
  bool ending_ = false;     ///< guarded by mutex_: the thread is to end
  size_t unconfirmed_ = 0;  ///< guarded by mutex_
  std::string failure_;     ///< guarded by mutex_; empty = none
  MqttMessages received_;   ///< guarded by mutex_

  std::thread thread_;
};

}  // namespace mood
