/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "fakeledfx.h"
#include "fakewled.h"
#include "messagelog.h"
#include "punctuality.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

struct Pipeline {
  explicit Pipeline(const std::string& description) {
    GError* error = nullptr;
    element = gst_parse_launch(description.c_str(), &error);
    EXPECT_EQ(error, nullptr) << error->message;
    gst_object_ref_sink(element);
    log = std::make_unique<MessageLog>(element);
    gst_element_set_state(element, GST_STATE_PLAYING);
  }
  ~Pipeline() {
    gst_element_set_state(element, GST_STATE_NULL);
    log.reset();
    gst_object_unref(element);
  }
  GstElement* element;
  std::unique_ptr<MessageLog> log;
};

}  // namespace

TEST(LedPipeline, SoundChangesAWledLampAndItIsGivenBack) {
  FakeWled lamp;
  const FakeWled::State before = lamp.state();
  {
    Pipeline pipeline(
        "audiotestsrc is-live=true wave=white-noise volume=0.5 ! "
        "audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! moodcontrol ! "
        "wledsink max-rate=100 location=" +
        lamp.url());
    EXPECT_TRUE(lamp.wait_for_requests("POST", "/json/state", 1));
    EXPECT_NE(lamp.changes().at(0).find("\"col\":[["), std::string::npos);
  }
  EXPECT_EQ(lamp.state(), before);
}

TEST(LedPipeline, SoundChangesLedFx) {
  FakeLedFx server;
  const FakeLedFx::Effects before = server.effects();
  {
    Pipeline pipeline(
        "audiotestsrc is-live=true wave=white-noise volume=0.5 ! "
        "audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! moodcontrol ! "
        "ledfxsink max-rate=100 location=" +
        server.url());
    EXPECT_TRUE(server.wait_for_effects([](const auto& effects) {
      return effects.at("desk").gradient.starts_with("linear-gradient");
    }));
  }
  EXPECT_EQ(server.effects(), before);
}

TEST(LedPipeline, CommandsAreSentWhenTheyAreDue) {
  FakeWled lamp;
  SinkBench bench("wledsink location=" + lamp.url());
  bench.start_by_the_clock();
  ASSERT_TRUE(lamp.wait_for_requests("GET", "/json/palettes", 1));
  const Punctuality punctuality(bench);
  ASSERT_TRUE(
      lamp.wait_for_requests("POST", "/json/state", Punctuality::kCommands));
  std::vector<Punctuality::Clock::time_point> arrivals;
  for (const Request& request : lamp.requests("POST", "/json/state"))
    arrivals.push_back(request.time);
  punctuality.judge(arrivals);
}

}  // namespace mood::test
