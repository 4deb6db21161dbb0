/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "fakewled.h"
#include "scenerefused.h"
#include "sinkbench.h"
#include "temporaryfile.h"

namespace mood::test {
namespace {

/// What a sink says upstream of scenes that no lamp knows.
class RefusalLog {
 public:
  explicit RefusalLog(GstElement* sink)
      : pad_(gst_element_get_static_pad(sink, "sink")),
        probe_(gst_pad_add_probe(pad_, GST_PAD_PROBE_TYPE_EVENT_UPSTREAM, note,
                                 this, nullptr)) {}
  ~RefusalLog() {
    gst_pad_remove_probe(pad_, probe_);
    gst_object_unref(pad_);
  }
  bool wait_for(size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, FakeHttpServer::kDeadline,
                             [&] { return scenes_.size() >= count; });
  }
  std::vector<std::string> scenes() {
    const std::lock_guard lock(mutex_);
    return scenes_;
  }

 private:
  static GstPadProbeReturn note(GstPad*, GstPadProbeInfo* info, gpointer self) {
    const GstStructure* event =
        gst_event_get_structure(GST_PAD_PROBE_INFO_EVENT(info));
    if (event == nullptr || !gst_structure_has_name(event, MOOD_SCENE_REFUSED))
      return GST_PAD_PROBE_OK;
    EXPECT_NE(gst_structure_get_string(event, "reason"), nullptr);
    auto* log = static_cast<RefusalLog*>(self);
    const std::lock_guard lock(log->mutex_);
    log->scenes_.push_back(gst_structure_get_string(event, "scene"));
    log->changed_.notify_all();
    return GST_PAD_PROBE_OK;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> scenes_;
  GstPad* pad_;
  gulong probe_;
};

std::string scene_line(const std::string& scene) {
  return R"({"command":"scene","scene":")" + scene + "\"}\n";
}

}  // namespace

TEST(RefusedScene, IsToldUpstreamEachTime) {
  FakeWled lamp;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  RefusalLog log(bench.sink());
  bench.start();
  bench.push(scene_line("Ghost"));
  EXPECT_TRUE(log.wait_for(1));
  bench.push(scene_line("Ghost"));
  EXPECT_TRUE(log.wait_for(2));
  EXPECT_EQ(log.scenes(), (std::vector<std::string>{"Ghost", "Ghost"}));
  bench.stop();
}

TEST(RefusedScene, IsNotToldIfOneOfTheLampsShowsIt) {
  FakeWled lamp, bare;
  bare.forget_presets();
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url() + "," +
                  bare.url());
  RefusalLog log(bench.sink());
  bench.start();
  bench.push(scene_line("Party"));
  ASSERT_TRUE(
      lamp.wait_for_state([](const auto& state) { return state.ps == 17; }));
  ASSERT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) == 1; }));
  // Both have answered: what comes next tells that nothing came before.
  bench.push(scene_line("Ghost"));
  EXPECT_TRUE(log.wait_for(1));
  EXPECT_EQ(log.scenes(), std::vector<std::string>{"Ghost"});
  bench.stop();
}

TEST(RefusedScene, IsFollowedByTheNextOfItsList) {
  FakeWled lamp;
  const TemporaryFile config(
      "[control]\nswitch-scenes=true\n[mood-scenes]\n*=Ghost;Party\n");
  const std::string description =
      "audiotestsrc is-live=true wave=white-noise volume=0.5 ! "
      "audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! moodcontrol config=" +
      config.path() + " ! wledsink max-rate=100 location=" + lamp.url();
  GstElement* pipeline = gst_parse_launch(description.c_str(), nullptr);
  ASSERT_NE(pipeline, nullptr);
  gst_object_ref_sink(pipeline);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  EXPECT_TRUE(
      lamp.wait_for_state([](const auto& state) { return state.ps == 17; }));
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
}

}  // namespace mood::test
