/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Brokers that are away, hang or come back, and what that costs. */
#include <gst/gst.h>
#include <signal.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <semaphore>

#include "jsondocument.h"
#include "mqttbench.h"
#include "mqttdriver.h"

namespace mood::test {
namespace {

/// What a driver has of its worker: no limit of its own.
class FreeContext : public LampContext {
 public:
  ~FreeContext() override { g_object_unref(cancellable_); }
  bool await_turn() override { return true; }
  GCancellable* cancellable() override { return cancellable_; }
  uint64_t timeout_ns() const override { return 20'000'000'000; }
  uint64_t now_ns() const override {
    return static_cast<uint64_t>(
        std::chrono::nanoseconds(
            std::chrono::steady_clock::now().time_since_epoch())
            .count());
  }

 private:
  GCancellable* cancellable_ = g_cancellable_new();
};

std::optional<double> brightness_of(const std::string& payload) {
  const auto document = JsonDocument::parse(payload, nullptr);
  return document ? document->root()["brightness"].number() : std::nullopt;
}

bool wait_for_brightness(const Subscriber& subscriber, double brightness) {
  return subscriber.wait_until([&] {
    return brightness_of(subscriber.last("music/command")) == brightness;
  });
}

std::unique_ptr<MqttDriver> make_driver(const Broker& broker) {
  LedSinkSettings led;
  led.location = broker.url();
  MqttSettings mqtt;
  mqtt.topic = "music";
  auto plan = make_mqtt_plan(led, mqtt, "host");
  return std::make_unique<MqttDriver>(std::get<MqttPlan>(std::move(plan)),
                                      std::make_shared<SensorFeed>(), [] {});
}

bool wait_for_messages(SinkBench& bench, GstMessageType type, size_t count) {
  return bench.log().wait_until(
      [&] { return bench.log().count(type) >= count; });
}

/// Counts the buffers that reach a sink.
class BufferCount {
 public:
  explicit BufferCount(GstElement* sink)
      : pad_(gst_element_get_static_pad(sink, "sink")) {
    id_ = gst_pad_add_probe(pad_, GST_PAD_PROBE_TYPE_BUFFER, count, this,
                            nullptr);
  }
  ~BufferCount() {
    gst_pad_remove_probe(pad_, id_);
    gst_object_unref(pad_);
  }
  bool wait_for(int buffers) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, Broker::kDeadline,
                             [&] { return buffers_ >= buffers; });
  }

 private:
  static GstPadProbeReturn count(GstPad*, GstPadProbeInfo*, gpointer self) {
    auto* counter = static_cast<BufferCount*>(self);
    const std::lock_guard lock(counter->mutex_);
    ++counter->buffers_;
    counter->changed_.notify_all();
    return GST_PAD_PROBE_OK;
  }

  GstPad* pad_;
  gulong id_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int buffers_ = 0;
};

}  // namespace

using MqttFaults = MqttBench;

TEST_F(MqttFaults, TheBrokerTellsWhenASinkWasCutOff) {
  Subscriber subscriber(broker);
  FreeContext context;
  {
    const auto driver = make_driver(broker);
    ASSERT_TRUE(driver->connect(context).ok());
    ASSERT_TRUE(is_online(subscriber));
    // Destroyed without disconnect(): the socket is just closed.
  }
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"));
  Subscriber late(broker);
  EXPECT_TRUE(late.wait_for("music/status", "offline"));
  EXPECT_TRUE(late.messages("music/status")[0].retained);
}

TEST_F(MqttFaults, WhatTheApplicationDoesWithSigpipeStaysItsOwn) {
  const auto before = signal(SIGPIPE, SIG_DFL);
  FreeContext context;
  const auto driver = make_driver(broker);
  EXPECT_TRUE(driver->connect(context).ok());
  driver->disconnect(context);
  EXPECT_EQ(signal(SIGPIPE, before), SIG_DFL);
}

TEST_F(MqttFaults, ABrokerThatIsAwayAtFirstIsFoundLater) {
  broker.kill();
  SinkBench bench(sink());
  bench.start();
  bench.push(brightness_line(0.2));
  send(bench, "mood, state=peak");
  bench.push(brightness_line(1));
  ASSERT_TRUE(wait_for_messages(bench, GST_MESSAGE_WARNING, 1));
  broker.start();
  EXPECT_TRUE(wait_for_messages(bench, GST_MESSAGE_INFO, 1));
  Subscriber subscriber(broker);
  EXPECT_TRUE(subscriber.wait_for("music/mood", "peak"));
  EXPECT_TRUE(is_online(subscriber));
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_EQ(bench.stat("coalesced") + bench.stat("pending"), 1u);
}

TEST_F(MqttFaults, ABrokerThatIsRestartedIsToldEverythingAgain) {
  SinkBench bench(sink());
  {
    Subscriber subscriber(broker);
    bench.start();
    send(bench, "mood, state=chill, energy=0.5");
    send(bench, "mood-section, section=verse");
    bench.push(brightness_line(0.2));
    ASSERT_TRUE(wait_for_brightness(subscriber, 0.2));
    ASSERT_TRUE(subscriber.wait_for("music/section", "verse"));
  }
  broker.kill();
  ASSERT_TRUE(wait_for_messages(bench, GST_MESSAGE_WARNING, 1))
      << "it is noticed though nothing is sent";
  send(bench, "mood, state=peak, energy=0.9");
  bench.push(brightness_line(0.5));
  broker.start();
  Subscriber subscriber(broker);
  EXPECT_TRUE(subscriber.wait_for("music/mood", "peak"));
  EXPECT_TRUE(subscriber.wait_for("music/section", "verse"));
  EXPECT_TRUE(
      subscriber.wait_for_count("homeassistant/sensor/tester/mood/config", 1));
  EXPECT_TRUE(is_online(subscriber));
  bench.push(brightness_line(1));
  EXPECT_TRUE(wait_for_brightness(subscriber, 1));
  EXPECT_TRUE(wait_for_messages(bench, GST_MESSAGE_INFO, 1));
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_EQ(bench.stat("incidents"), 1u);
  EXPECT_EQ(bench.stat("lamps-up"), 1u);
}

TEST_F(MqttFaults, ABrokerThatHangsCostsThePipelineNothing) {
  constexpr int kBuffers = 5000;
  Subscriber subscriber(broker);
  SinkBench bench(sink("timeout=200000000"));
  BufferCount count(bench.sink());
  bench.start();
  bench.push(brightness_line(0.2));
  ASSERT_TRUE(wait_for_brightness(subscriber, 0.2));
  broker.pause();
  for (int i = 1; i < kBuffers; ++i) {
    bench.push(brightness_line(0.5));
    if (i % 10 == 0) send(bench, "mood, state=peak");
  }
  EXPECT_TRUE(count.wait_for(kBuffers));
  EXPECT_TRUE(wait_for_messages(bench, GST_MESSAGE_WARNING, 1));
  EXPECT_NE(bench.last_error().find("does not answer"), std::string::npos)
      << bench.last_error();
  EXPECT_LE(bench.stat("pending"), 16u);
  bench.push(brightness_line(1));
  broker.resume();
  EXPECT_TRUE(wait_for_brightness(subscriber, 1));
  EXPECT_TRUE(subscriber.wait_for("music/mood", "peak"));
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
}

TEST_F(MqttFaults, ASinkCanStopWhileTheBrokerHangs) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("timeout=60000000000"));
  bench.start();
  ASSERT_TRUE(is_online(subscriber));
  broker.pause();
  bench.push(brightness_line(1));
  const auto before = std::chrono::steady_clock::now();
  bench.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, Broker::kDeadline);
  broker.resume();
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"))
      << "that is what the will is for";
}

TEST_F(MqttFaults, ASinkCanStopWhileItWaitsForABrokerThatHangs) {
  broker.pause();
  SinkBench bench(sink("timeout=60000000000"));
  bench.start();
  bench.push(brightness_line(1));
  const auto before = std::chrono::steady_clock::now();
  bench.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, Broker::kDeadline);
}

TEST_F(MqttFaults, TenThousandCommandsEndWithTheLastAtTheAllowedRate) {
  constexpr int kCommands = 10'000;
  constexpr double kRate_hz = 20;
  Subscriber subscriber(broker);
  SinkBench bench(sink("max-rate=20"));
  bench.start();
  for (int i = 0; i < kCommands; ++i)
    bench.push(brightness_line(0.2 + 0.3 * (i % 2)));
  bench.push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(subscriber, 1));
  const auto commands = subscriber.messages("music/command");
  const std::chrono::duration<double> time =
      commands.back().time - commands.front().time;
  EXPECT_LE(static_cast<double>(commands.size()), kRate_hz * time.count() + 3)
      << "two may follow each other directly, and one may come late";
  EXPECT_EQ(bench.stat("commands"), kCommands + 1u);
  EXPECT_GE(bench.stat("coalesced") + commands.size(), kCommands + 1u);
  EXPECT_EQ(bench.stat("dropped"), 0u);
}

TEST_F(MqttFaults, LongMessagesFromTheBrokerAreNotKept) {
  FreeContext context;
  MqttAccess access;
  access.address.scheme = "mqtt";
  access.address.port = broker.port();
  access.client_id = "tester";
  std::counting_semaphore<4> came(0);
  MqttConnection connection(access, {"will", "gone"}, [&] { came.release(); });
  ASSERT_TRUE(connection.open({"127.0.0.1", ""}, context).ok());
  ASSERT_TRUE(connection.subscribe({"echo"}).ok());
  const std::string longest(MqttConnection::kMaxReceivedBytes, 'x');
  const MqttMessages sent = {{"echo", longest + 'x'}, {"echo", longest}};
  ASSERT_TRUE(connection.publish(sent, context).ok());
  ASSERT_TRUE(came.try_acquire_for(Broker::kDeadline));
  const MqttMessages received = connection.take_received();
  ASSERT_EQ(received.size(), 1u);
  EXPECT_EQ(received[0].payload, longest);
}

TEST_F(MqttFaults, SeveralSinksInAProcessGetAlong) {
  Subscriber subscriber(broker);
  SinkBench here(sink());
  SinkBench there("ledmqttsink topic=there client-id=there location=" +
                  broker.url());
  here.start();
  there.start();
  send(here, "mood, state=peak");
  send(there, "mood, state=chill");
  EXPECT_TRUE(subscriber.wait_for("music/mood", "peak"));
  EXPECT_TRUE(subscriber.wait_for("there/mood", "chill"));
  here.stop();
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"));
  send(there, "mood, state=groove");
  EXPECT_TRUE(subscriber.wait_for("there/mood", "groove"));
  EXPECT_EQ(there.log().count(GST_MESSAGE_WARNING), 0u);
}

TEST_F(MqttFaults, AnotherClientOfTheSameNameIsGuessedAt) {
  Subscriber subscriber(broker);
  SinkBench first(sink()), second(sink());
  first.start();
  ASSERT_TRUE(is_online(subscriber));
  second.start();
  ASSERT_TRUE(wait_for_messages(first, GST_MESSAGE_WARNING, 1));
  EXPECT_NE(first.log().texts(GST_MESSAGE_WARNING)[0].find("client-id"),
            std::string::npos);
}

}  // namespace mood::test
