/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The helper dies, hangs, or is not what it should be: audio flows on. */
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "analyzerharness.h"

namespace mood::test {
namespace {

constexpr int kRate_hz = 44100;

std::string file_with(const std::string& content) {
  gchar* name = nullptr;
  const int fd = g_file_open_tmp("mood-XXXXXX", &name, nullptr);
  EXPECT_EQ(write(fd, content.data(), content.size()), ssize_t(content.size()));
  fchmod(fd, 0755);
  close(fd);
  const std::string path = name;
  g_free(name);
  return path;
}

std::vector<std::string> statuses(AnalyzerHarness& harness) {
  std::vector<std::string> statuses;
  for (const auto& status : harness.log().structures("mood-extractor"))
    statuses.push_back(text(status, "status"));
  return statuses;
}

/// Pushes a piece of music at @p second of the stream.
void push_second(AnalyzerHarness& harness, int second) {
  static const auto music = some_music(kRate_hz, 1, 1);
  harness.seek_to(second * GST_SECOND);
  ASSERT_EQ(harness.push(music), GST_FLOW_OK);
}

TEST(AnalyzerHelper, KilledHelperIsReplacedAndNothingIsLostOffline) {
  AnalyzerHarness harness({{"isolation", "process"}});
  harness.set_format(kRate_hz, 1);
  for (int second = 0; second < 10; ++second) {
    if (second == 3 || second == 6) kill(harness.helper_pid(), SIGKILL);
    push_second(harness, second);
  }
  harness.eos();
  const auto moods = harness.log().structures("mood");
  ASSERT_EQ(moods.size(), 100u);
  for (size_t i = 0; i < moods.size(); ++i)
    ASSERT_EQ(ns(moods[i], "timestamp"), i * 100 * GST_MSECOND);
  // History gave the new helper its bearings: it never had to ask again.
  EXPECT_NE(text(moods[60], "state"), "unknown");
  const std::vector<std::string> wanted = {"started", "lost", "restarted",
                                           "lost", "restarted"};
  EXPECT_EQ(statuses(harness), wanted);
  EXPECT_EQ(harness.log().count(GST_MESSAGE_WARNING), 1u)
      << "both deaths belong to one incident";
  EXPECT_EQ(harness.log().count(GST_MESSAGE_ERROR), 0u);
  guint restarts = 0;
  gst_structure_get_uint(harness.stats().get(), "restarts", &restarts);
  EXPECT_EQ(restarts, 2u);
  EXPECT_EQ(harness.drain_buffers(), 10u * 44u);
}

TEST(AnalyzerHelper, StoppedHelperIsReplacedWhileLiveAudioFlows) {
  AnalyzerHarness harness({{"isolation", "process"}, {"timeout", "300000000"}},
                          true);
  harness.set_format(kRate_hz, 1);
  ASSERT_TRUE(harness.log().wait_for("mood-extractor", "status", "started"));
  push_second(harness, 0);
  ASSERT_TRUE(harness.log().wait_for("mood", 8));
  const int pid = harness.helper_pid();
  kill(pid, SIGSTOP);
  for (int second = 1; second < 20; ++second) push_second(harness, second);
  EXPECT_GE(harness.drain_buffers(), 20u * 44u) << "nothing waited";
  ASSERT_TRUE(harness.log().wait_for("mood-extractor", "status", "restarted"));
  EXPECT_NE(harness.helper_pid(), pid);
  const size_t before = harness.log().structures("mood").size();
  push_second(harness, 20);
  ASSERT_TRUE(harness.log().wait_for("mood", before + 8));
  const auto moods = harness.log().structures("mood");
  EXPECT_GE(ns(moods[before], "timestamp"), 19 * GST_SECOND)
      << "what a live stream missed is history";
  EXPECT_GT(harness.stat("skipped-moods"), 100u);
  EXPECT_GE(harness.stat("skipped-analyses"), 7u) << "those that end by 16 s";
  EXPECT_EQ(harness.log().count(GST_MESSAGE_WARNING), 1u);
}

TEST(AnalyzerHelper, StoppedHelperCostsAFileOnlyTheTimeout) {
  AnalyzerHarness harness({{"isolation", "process"}, {"timeout", "200000000"}});
  harness.set_format(kRate_hz, 1);
  push_second(harness, 0);
  kill(harness.helper_pid(), SIGSTOP);
  for (int second = 1; second < 4; ++second) push_second(harness, second);
  harness.eos();
  EXPECT_EQ(harness.log().structures("mood").size(), 40u);
}

TEST(AnalyzerHelper, AHelperThatIsNoneFallsBackToAThread) {
  const auto path = file_with("#!/bin/sh\nexit 3\n");
  AnalyzerHarness harness({{"extractor-path", path.c_str()}});
  harness.set_format(kRate_hz, 1);
  for (int second = 0; second < 3; ++second) push_second(harness, second);
  harness.eos();
  EXPECT_EQ(harness.log().structures("mood").size(), 30u);
  EXPECT_EQ(text(harness.stats(), "backend"), "thread");
  EXPECT_EQ(harness.log().count(GST_MESSAGE_WARNING), 1u);
  const std::vector<std::string> wanted = {"degraded", "started"};
  EXPECT_EQ(statuses(harness), wanted);
  unlink(path.c_str());
}

TEST(AnalyzerHelper, AHelperThatIsNoneLetsAudioPassWhereItMustBeAProcess) {
  const auto path = file_with("#!/bin/sh\nexit 3\n");
  AnalyzerHarness harness(
      {{"extractor-path", path.c_str()}, {"isolation", "process"}});
  harness.set_format(kRate_hz, 1);
  for (int second = 0; second < 3; ++second) push_second(harness, second);
  harness.eos();
  EXPECT_EQ(harness.drain_buffers(), 3u * 44u);
  EXPECT_TRUE(harness.log().structures("mood").empty());
  EXPECT_EQ(harness.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_TRUE(harness.log().wait_for("mood-extractor", "status", "degraded"));
  unlink(path.c_str());
}

TEST(AnalyzerHelper, AMissingHelperIsAnErrorThatNamesThePlaces) {
  GstElement* element = gst_element_factory_make("moodanalyzer", nullptr);
  gst_object_ref_sink(element);
  gst_util_set_object_arg(G_OBJECT(element), "isolation", "process");
  g_object_set(element, "extractor-path", "/nowhere/mood-extractor", nullptr);
  {
    MessageLog log(element);
    EXPECT_EQ(gst_element_set_state(element, GST_STATE_PAUSED),
              GST_STATE_CHANGE_FAILURE);
    const auto errors = log.texts(GST_MESSAGE_ERROR);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].find("/nowhere/mood-extractor"), std::string::npos);
    gst_element_set_state(element, GST_STATE_NULL);
  }
  gst_object_unref(element);
}

TEST(AnalyzerHelper, AMissingHelperFallsBackInAuto) {
  AnalyzerHarness harness({{"extractor-path", "/nowhere/mood-extractor"}});
  harness.set_format(kRate_hz, 1);
  push_second(harness, 0);
  harness.eos();
  EXPECT_EQ(harness.log().structures("mood").size(), 10u);
  const auto warnings = harness.log().texts(GST_MESSAGE_WARNING);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("/nowhere/mood-extractor"), std::string::npos);
}

TEST(AnalyzerHelper, StopsPromptlyWhileAStoppedHelperHoldsUpAFile) {
  AnalyzerHarness harness(
      {{"isolation", "process"}, {"timeout", "60000000000"}});
  harness.set_format(kRate_hz, 1);
  push_second(harness, 0);
  kill(harness.helper_pid(), SIGSTOP);
  GThread* stopper = g_thread_new(
      "stopper",
      [](gpointer element) -> gpointer {
        gst_element_set_state(GST_ELEMENT(element), GST_STATE_READY);
        return nullptr;
      },
      harness.element());
  // Waits for the helper until the state change interrupts it.
  const auto music = some_music(kRate_hz, 1, 1);
  while (harness.push(music) == GST_FLOW_OK) continue;
  g_thread_join(stopper);
}

TEST(AnalyzerHelper, AFlushInterruptsTheWaitForAStoppedHelper) {
  AnalyzerHarness harness(
      {{"isolation", "process"}, {"timeout", "60000000000"}});
  harness.set_format(kRate_hz, 1);
  push_second(harness, 0);
  kill(harness.helper_pid(), SIGSTOP);
  GThread* flusher = g_thread_new(
      "flusher",
      [](gpointer pad) -> gpointer {
        gst_pad_push_event(GST_PAD(pad), gst_event_new_flush_start());
        return nullptr;
      },
      harness.harness()->srcpad);
  const auto music = some_music(kRate_hz, 1, 1);
  while (harness.push(music) == GST_FLOW_OK) continue;
  g_thread_join(flusher);
}

}  // namespace
}  // namespace mood::test
