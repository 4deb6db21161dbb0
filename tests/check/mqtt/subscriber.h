/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <mosquitto.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "broker.h"

namespace mood::test {

/// Hears everything that a broker is told, from the moment it exists, and what
/// the broker has kept before.
class Subscriber {
 public:
  struct Message {
    std::string topic;
    std::string payload;
    bool retained = false;  ///< from before
    std::chrono::steady_clock::time_point time;
  };
  using Messages = std::vector<Message>;

  /// Waits until the broker listens to it.
  explicit Subscriber(const Broker& broker);
  ~Subscriber();
  Subscriber(const Subscriber&) = delete;
  Subscriber& operator=(const Subscriber&) = delete;

  void publish(const std::string& topic, const std::string& payload,
               bool retain = false);

  Messages messages() const;
  Messages messages(const std::string& topic) const;
  /// The last payload for @p topic, "" = none.
  std::string last(const std::string& topic) const;
  /// Waits until the last payload for @p topic is @p payload.
  bool wait_for(const std::string& topic, const std::string& payload) const;
  bool wait_for_count(const std::string& topic, size_t count) const;
  bool wait_until(const std::function<bool()>& holds) const;

 private:
  static void take(mosquitto*, void* self, const mosquitto_message* message);
  static void subscribed(mosquitto*, void* self, int, int, const int*);
  static void connected(mosquitto* handle, void*, int code);

  mosquitto* handle_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Messages messages_;          ///< guarded by mutex_
  bool is_listening_ = false;  ///< guarded by mutex_
};

}  // namespace mood::test
