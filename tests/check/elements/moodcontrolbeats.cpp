/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commands on the beat, and silence, by the clock. */
#include "moodcontrolharness.h"
#include "temporaryfile.h"

namespace mood::test {
namespace {

constexpr const char* kScenes =
    "[control]\nswitch-scenes=true\nquantize=bar\ndwell=0\n"
    "[mood-scenes]\ngroove=blue\npeak=fire\n"
    "[silence]\nscene=night\nquiet-after=2\nrelease-after=20\n"
    "starved-after=4\n";

class LiveScenes : public ControlHarness {
 public:
  LiveScenes() : ControlHarness(true), file_(kScenes) {
    g_object_set(element(), "config", file_.path().c_str(), nullptr);
  }
  void at(GstClockTime time) { gst_harness_set_time(get(), time); }
  /// A beat at 120 BPM, told 40 ms before it.
  void beat(GstClockTime time, guint position) {
    at(time - 40 * GST_MSECOND);
    push_audio(time - 40 * GST_MSECOND, 0);
    push(gst_event_new_custom(
        GST_EVENT_CUSTOM_DOWNSTREAM,
        gst_structure_new(
            "mood-beat", "running-time", G_TYPE_UINT64, guint64(time),
            "next-beat", G_TYPE_UINT64, guint64(time + GST_SECOND / 2), "tempo",
            G_TYPE_DOUBLE, 120.0, "beat", G_TYPE_UINT, position, nullptr)));
  }

 private:
  TemporaryFile file_;
};

}  // namespace

TEST(MoodControlBeats, ASceneIsDueOnTheBarAndLeavesBeforeIt) {
  LiveScenes h;
  h.push(mood_event(0, "groove"));
  EXPECT_TRUE(h.pull().has("blue"));
  h.beat(10 * GST_SECOND, 1);
  h.beat(10500 * GST_MSECOND, 2);
  h.at(10700 * GST_MSECOND);
  h.push(mood_event(10600 * GST_MSECOND, "peak"));
  h.beat(11 * GST_SECOND, 3);
  h.beat(11500 * GST_MSECOND, 4);
  h.beat(12 * GST_SECOND, 1);
  const Line line = h.pull();
  EXPECT_TRUE(line.has(R"("scene":"fire")")) << line.json;
  EXPECT_EQ(line.pts, 12 * GST_SECOND) << "a sink has time left to meet it";
}

TEST(MoodControlBeats, FlashesMeetTheBeatTheyAreToldOf) {
  LiveScenes h;
  g_object_set(h.element(), "beat-flash", TRUE, nullptr);
  h.push(mood_event(0, "groove"));
  h.pull();
  h.beat(10 * GST_SECOND, 1);
  Line line = h.pull();
  EXPECT_TRUE(line.has(R"("command":"flash")")) << line.json;
  EXPECT_EQ(line.pts, 10 * GST_SECOND);
  h.beat(10510 * GST_MSECOND, 2);
  line = h.pull();
  EXPECT_NEAR(double(line.pts), double(10510 * GST_MSECOND),
              double(20 * GST_MSECOND));
}

TEST(MoodControlBeats, SilenceIsTimedByTheClockWhenNoBufferComes) {
  LiveScenes h;
  h.push_audio(0);
  h.push(mood_event(0, "groove"));
  EXPECT_TRUE(h.pull().has("blue"));
  Line line = h.crank_and_pull();
  EXPECT_TRUE(line.has(R"("scene":"night")")) << line.json;
  EXPECT_EQ(line.pts, 6 * GST_SECOND) << "starved after four, quiet after two";
  line = h.crank_and_pull();
  EXPECT_TRUE(line.has(R"("command":"release")")) << line.json;
  EXPECT_EQ(line.pts, 24 * GST_SECOND);
  h.at(30 * GST_SECOND);
  h.push(mood_event(30 * GST_SECOND, "groove"));
  line = h.pull();
  EXPECT_TRUE(line.has(R"("scene":"blue")")) << line.json;
  EXPECT_TRUE(line.has(R"("cause":"restore")"));
}

TEST(MoodControlBeats, StrobesOnlyIfAllowed) {
  for (const bool allowed : {false, true}) {
    ControlHarness h;
    g_object_set(h.element(), "beat-flash", TRUE, "allow-strobe", allowed,
                 nullptr);
    h.push(mood_event(0, "groove"));
    for (int i = 0; i < 40; ++i) {
      const GstClockTime time = GST_SECOND + i * 50 * GST_MSECOND;
      h.push(gst_event_new_custom(
          GST_EVENT_CUSTOM_DOWNSTREAM,
          gst_structure_new("mood-beat", "running-time", G_TYPE_UINT64, time,
                            nullptr)));
    }
    h.finish();
    if (allowed)
      EXPECT_EQ(h.stat("flashes"), 40u);
    else
      EXPECT_LE(h.stat("flashes"), 6u) << "two seconds";
  }
}

}  // namespace mood::test
