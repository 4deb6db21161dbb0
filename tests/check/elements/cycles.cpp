/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Nothing is left behind by going up and down. */
#include <dirent.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "analyzerharness.h"

namespace mood::test {
namespace {

std::vector<std::string> entries(const std::string& folder) {
  DIR* directory = opendir(folder.c_str());
  std::vector<std::string> entries;
  while (const dirent* entry = readdir(directory)) {
    char target[256] = "";
    [[maybe_unused]] const auto length = readlink(
        (folder + "/" + entry->d_name).c_str(), target, sizeof(target) - 1);
    entries.push_back(std::string(entry->d_name) + " " + target);
  }
  closedir(directory);
  return entries;
}

void cycle(GstElement* pipeline) {
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  ASSERT_NE(gst_element_get_state(pipeline, nullptr, nullptr, 20 * GST_SECOND),
            GST_STATE_CHANGE_FAILURE);
  gst_element_set_state(pipeline, GST_STATE_READY);
}

bool eventually(const std::function<bool()>& holds) {
  const gint64 deadline = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;
  while (!holds()) {
    if (g_get_monotonic_time() > deadline) return false;
    g_thread_yield();
  }
  return true;
}

struct Backend {
  const char* isolation;
  const char* settings;
  int cycles;
};

class Cycles : public testing::TestWithParam<Backend> {};

TEST_P(Cycles, LeaveNoDescriptorAndNoThread) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  const int cycles = 50;
#else
  const int cycles = GetParam().cycles;
#endif
  const std::string description =
      std::string("audiotestsrc num-buffers=3 ! moodanalyzer isolation=") +
      GetParam().isolation + " " + GetParam().settings + " ! fakesink";
  GstElement* pipeline = gst_parse_launch(description.c_str(), nullptr);
  ASSERT_NE(pipeline, nullptr);
  // GLib makes this one, with a descriptor of its own, when it first needs
  // it, which may be late.
  g_main_context_default();
  for (int i = 0; i < 5; ++i) cycle(pipeline);
  const auto descriptors = entries("/proc/self/fd");
  const auto threads = entries("/proc/self/task");
  for (int i = 0; i < cycles; ++i) cycle(pipeline);
  // Threads of GStreamer's pool may still be on their way out.
  EXPECT_TRUE(eventually([&] {
    return entries("/proc/self/fd").size() <= descriptors.size();
  })) << testing::PrintToString(entries("/proc/self/fd"))
      << ", were " << testing::PrintToString(descriptors);
  EXPECT_TRUE(eventually([&] {
    return entries("/proc/self/task").size() <= threads.size();
  })) << entries("/proc/self/task").size()
      << " threads, were " << threads.size();
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
}

constexpr char kBasic[] = "analysis=basic";
constexpr char kWithWorker[] = "analysis=advanced drop=always";

INSTANTIATE_TEST_SUITE_P(Backends, Cycles,
                         testing::Values(Backend{"process", kBasic, 1000},
                                         Backend{"thread", kBasic, 1000},
                                         Backend{"none", kBasic, 1000},
                                         Backend{"process", kWithWorker, 200},
                                         Backend{"thread", kWithWorker, 200},
                                         Backend{"none", kWithWorker, 200}));

}  // namespace
}  // namespace mood::test
