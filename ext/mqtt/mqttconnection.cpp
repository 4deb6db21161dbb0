/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqttconnection.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "mqtterrors.h"

namespace mood {
namespace {

/// How often libmosquitto looks whether a ping is due.
constexpr int kMaxPoll_ms = 1000;

void block_sigpipe() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// Wakes who waits on a condition when something is cancelled. Made and
/// destroyed without the mutex.
class CancelWatch {
 public:
  CancelWatch(GCancellable* cancellable, std::mutex& mutex,
              std::condition_variable& changed)
      : cancellable_(cancellable), mutex_(mutex), changed_(changed) {
    id_ = g_cancellable_connect(cancellable, G_CALLBACK(wake), this, nullptr);
  }
  ~CancelWatch() { g_cancellable_disconnect(cancellable_, id_); }
  CancelWatch(const CancelWatch&) = delete;
  CancelWatch& operator=(const CancelWatch&) = delete;

 private:
  static void wake(GCancellable*, gpointer self) {
    const auto* watch = static_cast<CancelWatch*>(self);
    { const std::lock_guard lock(watch->mutex_); }
    watch->changed_.notify_all();
  }

  GCancellable* cancellable_;
  std::mutex& mutex_;
  std::condition_variable& changed_;
  gulong id_ = 0;
};

}  // namespace

MqttConnection::MqttConnection(const MqttAccess& access,
                               const MqttMessage& will, Notify notify)
    : access_(access),
      notify_(std::move(notify)),
      wakeup_(ipc::Wakeup::create()),
      handle_(make_mqtt_handle(access, will, this)) {
  if (!wakeup_) throw std::runtime_error("no file descriptor is left");
  mosquitto_connect_callback_set(handle_.get(), connected);
  mosquitto_publish_callback_set(handle_.get(), published);
  mosquitto_disconnect_callback_set(handle_.get(), disconnected);
  mosquitto_message_callback_set(handle_.get(), received);
}

MqttConnection::~MqttConnection() { end_thread(); }

void MqttConnection::end_thread() {
  {
    const Lock lock(mutex_);
    ending_ = true;
  }
  wakeup_.signal();
  if (thread_.joinable()) thread_.join();
}

LampResult MqttConnection::open(const MqttEndpoint& endpoint,
                                LampContext& context) {
  thread_ = std::thread([this, endpoint] { run(endpoint); });
  return wait_for([this] { return is_open_; }, context);
}

LampResult MqttConnection::subscribe(const std::vector<std::string>& topics) {
  {
    const Lock lock(mutex_);
    for (const std::string& topic : topics) {
      const int code = mosquitto_subscribe(handle_.get(), nullptr,
                                           topic.c_str(), access_.qos);
      if (code != MOSQ_ERR_SUCCESS)
        return LampResult::failed(describe_mqtt_error(code, errno));
    }
  }
  wakeup_.signal();
  return {};
}

LampResult MqttConnection::publish(const MqttMessages& messages,
                                   LampContext& context) {
  if (messages.empty()) return {};
  {
    const Lock lock(mutex_);
    for (const MqttMessage& message : messages) {
      const int code = mosquitto_publish(
          handle_.get(), nullptr, message.topic.c_str(),
          static_cast<int>(message.payload.size()), message.payload.data(),
          access_.qos, message.retain);
      if (code != MOSQ_ERR_SUCCESS)
        return LampResult::failed(
            failure_.empty() ? describe_mqtt_error(code, errno) : failure_);
      ++unconfirmed_;
    }
  }
  wakeup_.signal();
  return wait_for([this] { return unconfirmed_ == 0; }, context);
}

void MqttConnection::close(LampContext& context) {
  {
    const Lock lock(mutex_);
    mosquitto_disconnect(handle_.get());
  }
  wakeup_.signal();
  wait_for([this] { return is_closed_; }, context);
  end_thread();
}

std::optional<std::string> MqttConnection::failure() const {
  const Lock lock(mutex_);
  if (failure_.empty()) return {};
  return failure_;
}

MqttMessages MqttConnection::take_received() {
  const Lock lock(mutex_);
  return std::exchange(received_, {});
}

LampResult MqttConnection::wait_for(const std::function<bool()>& is_done,
                                    LampContext& context) {
  const auto deadline = std::chrono::steady_clock::now() +
                        std::chrono::nanoseconds(context.timeout_ns());
  GCancellable* cancellable = context.cancellable();
  const CancelWatch watch(cancellable, mutex_, changed_);
  Lock lock(mutex_);
  changed_.wait_until(lock, deadline, [&] {
    return is_done() || !failure_.empty() ||
           g_cancellable_is_cancelled(cancellable);
  });
  if (is_done()) return {};
  if (!failure_.empty()) return LampResult::failed(failure_);
  return LampResult::failed("the broker does not answer");
}

void MqttConnection::run(const MqttEndpoint& endpoint) noexcept {
  block_sigpipe();
  // Not with the lock held: where libmosquitto asks for the host's address by
  // itself that takes its time. Nobody else uses the handle before is_open_.
  const int code = mosquitto_connect_bind_async(
      handle_.get(), endpoint.host.c_str(), access_.address.port,
      access_.keep_alive_s,
      endpoint.bind.empty() ? nullptr : endpoint.bind.c_str());
  const int error_number = errno;
  Lock lock(mutex_);
  if (code != MOSQ_ERR_SUCCESS) fail(describe_mqtt_error(code, error_number));
  while (!ending_ && failure_.empty()) serve(lock);
  tell(lock);
}

void MqttConnection::serve(Lock& lock) {
  const bool wants_write = mosquitto_want_write(handle_.get());
  std::array<pollfd, 2> sources = {{
      {mosquitto_socket(handle_.get()),
       static_cast<short>(POLLIN | (wants_write ? POLLOUT : 0)), 0},
      {wakeup_.fd(), POLLIN, 0},
  }};
  lock.unlock();
  poll(sources.data(), sources.size(), kMaxPoll_ms);
  lock.lock();
  if (sources[1].revents != 0) wakeup_.clear();
  if (!ending_) pump(sources[0].revents);
  tell(lock);
}

void MqttConnection::pump(short events) {
  constexpr int kMaxPackets = 1;  // libmosquitto takes its own count
  int code = MOSQ_ERR_SUCCESS;
  if ((events & ~POLLOUT) != 0)
    code = mosquitto_loop_read(handle_.get(), kMaxPackets);
  if (code == MOSQ_ERR_SUCCESS && mosquitto_want_write(handle_.get()))
    code = mosquitto_loop_write(handle_.get(), kMaxPackets);
  if (code == MOSQ_ERR_SUCCESS) code = mosquitto_loop_misc(handle_.get());
  if (code != MOSQ_ERR_SUCCESS) fail(describe_mqtt_error(code, errno));
}

void MqttConnection::fail(std::string reason) {
  if (failure_.empty()) failure_ = std::move(reason);
  has_news_ = true;
}

void MqttConnection::tell(Lock& lock) {
  const bool has_news = std::exchange(has_news_, false);
  lock.unlock();
  changed_.notify_all();
  if (has_news) notify_();
  lock.lock();
}

void MqttConnection::connected(mosquitto*, void* self, int code) {
  auto* connection = static_cast<MqttConnection*>(self);
  if (code == 0)
    connection->is_open_ = true;
  else
    connection->fail(describe_mqtt_refusal(code));
}

void MqttConnection::published(mosquitto*, void* self, int) {
  auto* connection = static_cast<MqttConnection*>(self);
  if (connection->unconfirmed_ > 0) --connection->unconfirmed_;
}

void MqttConnection::disconnected(mosquitto*, void* self, int code) {
  if (code == 0) static_cast<MqttConnection*>(self)->is_closed_ = true;
}

void MqttConnection::received(mosquitto*, void* self,
                              const mosquitto_message* message) {
  auto* connection = static_cast<MqttConnection*>(self);
  if (message->payloadlen < 0 ||
      static_cast<size_t>(message->payloadlen) > kMaxReceivedBytes)
    return;
  const auto* payload = static_cast<const char*>(message->payload);
  MqttMessages& received = connection->received_;
  if (received.size() == kMaxReceived) received.erase(received.begin());
  received.push_back({message->topic,
                      std::string(payload, payload + message->payloadlen),
                      message->retain});
  connection->has_news_ = true;
}

}  // namespace mood
