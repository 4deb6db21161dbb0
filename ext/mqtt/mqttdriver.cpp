/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqttdriver.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "commandmessages.h"
#include "discovery.h"

namespace mood {
namespace {

void append(MqttMessages& messages, MqttMessages more) {
  messages.insert(messages.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

std::optional<uint64_t> earlier(std::optional<uint64_t> a,
                                std::optional<uint64_t> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

/// A source that delivers nothing any more brings no events either: only the
/// command tells.
constexpr const char* kSilence = "silence";

SensorValues silence() {
  SensorValues values;
  values.set(SensorId::kMood, to_string(State::kSilence));
  return values;
}

bool says_anything(const MoodUpdate& mood) {
  return mood.state != State::kUnknown || !mood.category.empty();
}

}  // namespace

MqttDriver::MqttDriver(MqttPlan plan, std::shared_ptr<SensorFeed> feed,
                       std::function<void()> request_wake)
    : plan_(std::move(plan)),
      feed_(std::move(feed)),
      request_wake_(std::move(request_wake)),
      board_(plan_.topics, plan_.sensor_interval_ns),
      wled_(plan_.wled_topics) {}

MqttMessage MqttDriver::status(const char* text) const {
  return {plan_.topics.status(), text, true};
}

LampResult MqttDriver::connect(LampContext& context) {
  connection_.reset();
  if (!context.await_turn()) return {};
  LampResult result = open(context);
  if (result.ok()) result = introduce(context);
  if (!result.ok()) connection_.reset();
  return result;
}

LampResult MqttDriver::open(LampContext& context) {
  std::string error;
  const std::vector<MqttEndpoint> endpoints =
      find_mqtt_endpoints(plan_.access.address, plan_.access.is_encrypted(),
                          context.cancellable(), error);
  LampResult result = LampResult::failed("its address is not found: " + error);
  for (const MqttEndpoint& endpoint : endpoints) {
    result = open(endpoint, context);
    if (result.ok()) break;
  }
  return result;
}

LampResult MqttDriver::open(const MqttEndpoint& endpoint,
                            LampContext& context) {
  connection_ = std::make_unique<MqttConnection>(plan_.access, status(kOffline),
                                                 request_wake_);
  return connection_->open(endpoint, context);
}

LampResult MqttDriver::introduce(LampContext& context) {
  if (!plan_.discovery_prefix.empty()) {
    const LampResult result = connection_->subscribe(
        home_assistant_status_topics(plan_.discovery_prefix));
    if (!result.ok()) return result;
  }
  const uint64_t now_ns = context.now_ns();
  MqttMessages messages = {status(kOnline)};
  announce(now_ns, messages);
  board_.forget_told();
  take_news(now_ns, messages);
  return publish(messages, context);
}

void MqttDriver::announce(uint64_t now_ns, MqttMessages& messages) {
  announce_again_ = false;
  announced_ns_ = now_ns;
  if (!plan_.discovery_prefix.empty())
    append(messages, discovery_messages(plan_.discovery_prefix, plan_.client,
                                        plan_.topics));
}

LampResult MqttDriver::publish(const MqttMessages& messages,
                               LampContext& context) {
  return connection_->publish(messages, context);
}

LampResult MqttDriver::send(const SceneCommand& command, LampContext& context) {
  if (!context.await_turn()) return {};
  const uint64_t now_ns = context.now_ns();
  MqttMessages messages = command_messages(command, plan_.topics);
  std::string reason;
  append(messages, wled_.carry_out(command, now_ns, reason));
  if (!feed_->was_fed() && says_anything(command.mood))
    board_.update(sensor_values(command.mood));
  if (command.cause == kSilence) board_.update(silence());
  take_news(now_ns, messages);
  LampResult result = publish(messages, context);
  if (result.ok()) result.reason = std::move(reason);
  return result;
}

std::optional<uint64_t> MqttDriver::wake_time_ns() const {
  std::optional<uint64_t> time_ns =
      earlier(feed_->next_due_ns(), board_.next_due_ns());
  time_ns = earlier(time_ns, wled_.next_due_ns());
  if (announce_again_)
    time_ns = earlier(time_ns, announced_ns_ + kAnnounceGap_ns);
  return time_ns;
}

LampResult MqttDriver::wake(LampContext& context) {
  if (std::optional<std::string> failure = connection_->failure())
    return LampResult::failed(*std::move(failure));
  const uint64_t now_ns = context.now_ns();
  MqttMessages messages;
  if (home_assistant_started()) announce_again_ = true;
  if (announce_again_ && now_ns >= announced_ns_ + kAnnounceGap_ns) {
    announce(now_ns, messages);
    board_.forget_told();
  }
  append(messages, wled_.take_due(now_ns));
  take_news(now_ns, messages);
  return publish(messages, context);
}

void MqttDriver::take_news(uint64_t now_ns, MqttMessages& messages) {
  for (const SensorFeed::Item& item : feed_->take_due(now_ns)) {
    if (const auto* values = std::get_if<SensorValues>(&item.news))
      board_.update(*values);
    else if (now_ns <= item.due_ns + kMaxBeatAge_ns)
      messages.push_back(
          beat_message(std::get<BeatUpdate>(item.news), plan_.topics));
  }
  append(messages, board_.take_due(now_ns));
}

bool MqttDriver::home_assistant_started() {
  const MqttMessages received = connection_->take_received();
  // A retained one is from before we came, and we have just told everything.
  return std::any_of(received.begin(), received.end(),
                     [](const MqttMessage& message) {
                       return !message.retain && message.payload == kOnline;
                     });
}

void MqttDriver::disconnect(LampContext& context) {
  if (!connection_) return;
  if (!connection_->failure() && publish({status(kOffline)}, context).ok())
    connection_->close(context);
  connection_.reset();
}

}  // namespace mood
