/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "broker.h"
#include "sinkbench.h"
#include "subscriber.h"

namespace mood::test {

/// A broker, and sinks that publish below `music` in it.
struct MqttBench : testing::Test {
  void SetUp() override {
    if (!Broker::is_installed())
      GTEST_SKIP() << "the program mosquitto is not installed";
    broker.start();
  }

  /// The sink as gst-launch would have it, with @p properties.
  std::string sink(const std::string& properties = "") const {
    return "ledmqttsink topic=music client-id=tester max-rate=1000 location=" +
           broker.url() + ' ' + properties;
  }

  Broker broker;
};

/// Waits until the sink of @p bench has introduced itself.
inline bool is_online(const Subscriber& subscriber) {
  return subscriber.wait_for("music/status", "online");
}

/// An event as moodanalyzer sends it: `mood`, `mood-beat` or `mood-section`,
/// with @p fields as in gst-launch's notation of structures.
inline void send(SinkBench& bench, const std::string& structure) {
  GstStructure* parsed = gst_structure_from_string(structure.c_str(), nullptr);
  ASSERT_NE(parsed, nullptr) << structure;
  const GstEventType type = gst_structure_has_name(parsed, "mood")
                                ? GST_EVENT_CUSTOM_DOWNSTREAM_STICKY
                                : GST_EVENT_CUSTOM_DOWNSTREAM;
  GstPad* pad = gst_element_get_static_pad(bench.sink(), "sink");
  EXPECT_TRUE(gst_pad_send_event(pad, gst_event_new_custom(type, parsed)));
  gst_object_unref(pad);
}

}  // namespace mood::test
