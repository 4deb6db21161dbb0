/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lamps that are away, hang or talk nonsense, and what that costs others. */
#include <gtest/gtest.h>

#include "fakewled.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

constexpr const char* kShortTimeout = " timeout=200000000 ";

bool wait_for_brightness(const FakeWled& lamp, int brightness) {
  return lamp.wait_for_state(
      [=](const FakeWled::State& state) { return state.bri == brightness; });
}

bool wait_for_warnings(SinkBench& bench, size_t count) {
  return bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) >= count; });
}

}  // namespace

struct FaultCase {
  const char* name;
  Fault fault;
  bool is_incident;  ///< something to warn of
};

class LampFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(LampFaults, TheLastStateArrivesInTheEnd) {
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url() +
                  kShortTimeout);
  bench.start();
  ASSERT_TRUE(lamp.wait_for_requests("GET", "/json/palettes", 1));
  lamp.set_fault(GetParam().fault, "POST");
  bench.push(brightness_line(0.2));
  ASSERT_TRUE(lamp.wait_for_requests("POST", "/json/state", 2));
  if (GetParam().is_incident) {
    EXPECT_TRUE(wait_for_warnings(bench, 1));
  }
  bench.push(brightness_line(1));
  lamp.set_fault(Fault::kNone);
  EXPECT_TRUE(wait_for_brightness(lamp, 255));
  EXPECT_EQ(bench.stat("commands"), 2u);
  if (GetParam().is_incident) {
    EXPECT_GE(bench.stat("incidents"), 1u);
    EXPECT_FALSE(bench.last_error().empty());
  }
}

TEST_P(LampFaults, ALampThatDoesItFromTheStartIsFoundLater) {
  FakeWled lamp;
  lamp.set_fault(GetParam().fault);
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url() +
                  kShortTimeout);
  bench.start();
  bench.push(brightness_line(1));
  ASSERT_TRUE(lamp.wait_for_requests("GET", "/json/state", 3));
  lamp.set_fault(Fault::kNone);
  EXPECT_TRUE(wait_for_brightness(lamp, 255));
  EXPECT_LE(bench.log().count(GST_MESSAGE_WARNING), 1u);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, LampFaults,
    testing::Values(FaultCase{"Busy", Fault::kBusy, false},
                    FaultCase{"Broken", Fault::kBroken, true},
                    FaultCase{"Hang", Fault::kHang, true},
                    FaultCase{"Drop", Fault::kDrop, true},
                    FaultCase{"Cut", Fault::kCut, true},
                    FaultCase{"Drip", Fault::kDrip, true},
                    FaultCase{"Redirect", Fault::kRedirect, true},
                    FaultCase{"Garbage", Fault::kGarbage, true},
                    FaultCase{"WrongJson", Fault::kWrongJson, true}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(LampAnswer, IsNotReadWithoutEnd) {
  FakeWled lamp;
  lamp.set_fault(Fault::kHuge);
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  ASSERT_TRUE(wait_for_warnings(bench, 1));
  EXPECT_NE(bench.last_error().find("more than a lamp should"),
            std::string::npos)
      << bench.last_error();
}

TEST(LampAnswer, IsLimitedAsAWholeAndNotByteByByte) {
  FakeWled lamp;
  lamp.set_fault(Fault::kDrip);
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url() +
                  kShortTimeout);
  bench.start();
  ASSERT_TRUE(wait_for_warnings(bench, 1));
  EXPECT_NE(bench.last_error().find("in time"), std::string::npos)
      << bench.last_error();
}

TEST(LampIncident, IsWarnedOfOnceAndItsEndIsTold) {
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  bench.push(brightness_line(0.2));
  ASSERT_TRUE(wait_for_brightness(lamp, 51));
  lamp.stop();
  bench.push(brightness_line(0.5));
  EXPECT_TRUE(
      bench.log().wait_until([&] { return bench.stat("failures") >= 1; }));
  ASSERT_TRUE(wait_for_warnings(bench, 1));
  bench.push(brightness_line(1));
  lamp.start();
  EXPECT_TRUE(wait_for_brightness(lamp, 255));
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_INFO) == 1; }));
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_EQ(bench.stat("incidents"), 1u);
  EXPECT_EQ(bench.stat("lamps-up"), 1u);
}

TEST(LampIncident, ALampThatLostItsStateGetsAllOfItAgain) {
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  bench.push(R"({"command":"effect","speed":10})");
  bench.push(R"({"command":"effect","brightness":0.2})");
  ASSERT_TRUE(wait_for_brightness(lamp, 51));
  lamp.stop();
  lamp.set_state(FakeWled::State());
  bench.push(R"({"command":"effect","blur":0})");
  ASSERT_TRUE(wait_for_warnings(bench, 1));
  lamp.start();
  EXPECT_TRUE(lamp.wait_for_state([](const FakeWled::State& state) {
    return state.bri == 51 && state.seg[0].sx == 255 && state.seg[0].ix == 255;
  }));
}

TEST(LampIncident, AFlashThatALampMissedTheEndOfIsEndedLater) {
  FakeWled lamp;
  const FakeWled::State before = lamp.state();
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  bench.push(
      R"({"command":"flash","color":"#ffffff","duration":100,"brightness":1})");
  ASSERT_TRUE(wait_for_brightness(lamp, 255));
  lamp.stop();
  ASSERT_TRUE(wait_for_warnings(bench, 1));
  lamp.start();
  EXPECT_TRUE(lamp.wait_for_state([&](const auto& s) { return s == before; }));
}

TEST(LampIncident, WhatALampRefusesIsNotTriedForEver) {
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  bench.push(
      R"({"command":"flash","color":"#ffffff","duration":200,"brightness":1})");
  ASSERT_TRUE(wait_for_brightness(lamp, 255));
  lamp.set_fault(Fault::kRefuse, "POST");
  ASSERT_TRUE(wait_for_warnings(bench, 1));
  EXPECT_NE(bench.last_error().find("error"), std::string::npos);
  lamp.set_fault(Fault::kNone);
  bench.push(brightness_line(0.2));
  ASSERT_TRUE(wait_for_brightness(lamp, 51));
  EXPECT_EQ(lamp.changes().size(), 3u);
  EXPECT_EQ(bench.stat("incidents"), 0u);
}

TEST(LampLoad, TenThousandCommandsEndWithTheLastAtTheAllowedRate) {
  constexpr int kCommands = 10'000;
  constexpr double kRate_hz = 20;
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=20 location=" + lamp.url());
  bench.start();
  for (int i = 0; i < kCommands; ++i)
    bench.push(brightness_line(0.2 + 0.3 * (i % 2)));
  bench.push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(lamp, 255));
  const auto requests = lamp.requests();
  const std::chrono::duration<double> time =
      requests.back().time - requests.front().time;
  EXPECT_LE(static_cast<double>(requests.size()), kRate_hz * time.count() + 3)
      << "two may follow each other directly, and one may come late";
  EXPECT_EQ(bench.stat("commands"), kCommands + 1u);
  EXPECT_GE(bench.stat("coalesced"), kCommands - requests.size());
  EXPECT_EQ(bench.stat("dropped"), 0u);
  EXPECT_EQ(bench.stat("pending"), 0u);
}

TEST(LampLoad, OneRequestIsInFlightAtATime) {
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  ASSERT_TRUE(lamp.wait_for_requests("GET", "/json/palettes", 1));
  lamp.set_fault(Fault::kSlow);
  bench.push(brightness_line(0.2));
  ASSERT_TRUE(lamp.wait_for_requests("POST", "/json/state", 1));
  for (int i = 0; i < 100; ++i) bench.push(brightness_line(0.5));
  bench.push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(lamp, 255));
  EXPECT_EQ(lamp.changes().size(), 2u) << "what waited was merged";
}

TEST(LampLoad, ALampThatIsNamedTwiceIsAskedOnce) {
  FakeWled lamp;
  SinkBench bench("wledsink location=" + lamp.url() + "," + lamp.url() + "/");
  bench.start();
  bench.push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(lamp, 255));
  EXPECT_EQ(bench.stat("lamps"), 1u);
}

TEST(LampLoad, ADeadLampDoesNotDelayAnother) {
  FakeWled hanging, well;
  hanging.set_fault(Fault::kHang);
  SinkBench bench("wledsink max-rate=1000 timeout=60000000000 location=" +
                  hanging.url() + "," + well.url());
  bench.start();
  for (int i = 0; i < 20; ++i) {
    bench.push(brightness_line(i % 2 ? 1 : 0.2));
    ASSERT_TRUE(wait_for_brightness(well, i % 2 ? 255 : 51)) << i;
  }
  EXPECT_EQ(bench.stat("lamps"), 2u);
  EXPECT_EQ(bench.stat("lamps-up"), 1u);
  hanging.stop();  // or the sink's stop would wait for it
}

TEST(LampLoad, BuffersFlowWhileALampHangs) {
  FakeWled lamp;
  lamp.set_fault(Fault::kHang);
  SinkBench bench("wledsink timeout=60000000000 location=" + lamp.url());
  struct Counter {
    std::mutex mutex;
    std::condition_variable changed;
    int buffers = 0;
  } counter;
  GstPad* pad = gst_element_get_static_pad(bench.sink(), "sink");
  gst_pad_add_probe(
      pad, GST_PAD_PROBE_TYPE_BUFFER,
      [](GstPad*, GstPadProbeInfo*, gpointer data) {
        auto* counter = static_cast<Counter*>(data);
        const std::lock_guard lock(counter->mutex);
        ++counter->buffers;
        counter->changed.notify_all();
        return GST_PAD_PROBE_OK;
      },
      &counter, nullptr);
  gst_object_unref(pad);
  bench.start();
  ASSERT_TRUE(lamp.wait_for_requests("GET", "/json/state", 1));
  constexpr int kBuffers = 5000;
  for (int i = 0; i < kBuffers; ++i) bench.push(brightness_line(0.5));
  {
    std::unique_lock lock(counter.mutex);
    EXPECT_TRUE(counter.changed.wait_for(lock, FakeHttpServer::kDeadline, [&] {
      return counter.buffers == kBuffers;
    }));
  }
  EXPECT_EQ(lamp.requests().size(), 1u) << "still the one that hangs";
  EXPECT_LE(bench.stat("pending"), 16u);
  bench.stop();
}

}  // namespace mood::test
