/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "subscriber.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "waiting.h"

namespace mood::test {

Subscriber::Subscriber(const Broker& broker) {
  static std::once_flag once;
  std::call_once(once, mosquitto_lib_init);
  handle_ = mosquitto_new(nullptr, true, this);
  mosquitto_message_callback_set(handle_, take);
  mosquitto_subscribe_callback_set(handle_, subscribed);
  mosquitto_connect_callback_set(handle_, connected);
  if (!broker.user().empty())
    mosquitto_username_pw_set(handle_, broker.user().c_str(),
                              broker.password().c_str());
  if (broker.is_encrypted())
    mosquitto_tls_set(handle_, broker.certificate().c_str(), nullptr, nullptr,
                      nullptr, nullptr);
  EXPECT_EQ(mosquitto_connect(handle_, "127.0.0.1", broker.port(), 60), 0);
  EXPECT_EQ(mosquitto_loop_start(handle_), 0);
  std::unique_lock lock(mutex_);
  EXPECT_TRUE(changed_.wait_for(lock, Broker::kDeadline,
                                [&] { return is_listening_; }));
}

Subscriber::~Subscriber() {
  mosquitto_disconnect(handle_);
  mosquitto_loop_stop(handle_, false);
  mosquitto_destroy(handle_);
}

void Subscriber::connected(mosquitto* handle, void*, int code) {
  EXPECT_EQ(code, 0);
  mosquitto_subscribe(handle, nullptr, "#", 1);
}

void Subscriber::subscribed(mosquitto*, void* self, int, int, const int*) {
  auto* subscriber = static_cast<Subscriber*>(self);
  const std::lock_guard lock(subscriber->mutex_);
  subscriber->is_listening_ = true;
  subscriber->changed_.notify_all();
}

void Subscriber::take(mosquitto*, void* self,
                      const mosquitto_message* message) {
  auto* subscriber = static_cast<Subscriber*>(self);
  const auto* payload = static_cast<const char*>(message->payload);
  const std::lock_guard lock(subscriber->mutex_);
  subscriber->messages_.push_back(
      {message->topic, std::string(payload, payload + message->payloadlen),
       message->retain, std::chrono::steady_clock::now()});
  subscriber->changed_.notify_all();
}

void Subscriber::publish(const std::string& topic, const std::string& payload,
                         bool retain) {
  EXPECT_EQ(mosquitto_publish(handle_, nullptr, topic.c_str(),
                              static_cast<int>(payload.size()), payload.data(),
                              1, retain),
            0);
}

Subscriber::Messages Subscriber::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

Subscriber::Messages Subscriber::messages(const std::string& topic) const {
  Messages found = messages();
  std::erase_if(found, [&](const Message& m) { return m.topic != topic; });
  return found;
}

std::string Subscriber::last(const std::string& topic) const {
  const Messages found = messages(topic);
  return found.empty() ? "" : found.back().payload;
}

bool Subscriber::wait_for(const std::string& topic,
                          const std::string& payload) const {
  return wait_until([&] { return last(topic) == payload; });
}

bool Subscriber::wait_for_count(const std::string& topic, size_t count) const {
  return wait_until([&] { return messages(topic).size() >= count; });
}

bool Subscriber::wait_until(const std::function<bool()>& holds) const {
  return wait_until_items(mutex_, changed_, messages_,
                          std::chrono::steady_clock::now() + Broker::kDeadline,
                          holds);
}

}  // namespace mood::test
