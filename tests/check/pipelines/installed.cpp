/* SPDX-License-Identifier: LGPL-2.1-or-later */

/// Run by installed.sh: what runs is what was installed and then moved.

#include <gst/gst.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "helperpid.h"

namespace mood::test {
namespace {

namespace fs = std::filesystem;

class Installed : public testing::Test {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

  void SetUp() override {
    const char* prefix = std::getenv("MOOD_TEST_PREFIX");
    ASSERT_NE(prefix, nullptr) << "to be run by installed.sh";
    prefix_ = prefix;
  }

  void TearDown() override {
    if (pipeline_ == nullptr) return;
    gst_element_set_state(pipeline_, GST_STATE_NULL);
    gst_object_unref(pipeline_);
  }

  /// Plays half a second to the end; then the helper still runs.
  void play(const char* isolation) {
    const std::string description =
        "audiotestsrc num-buffers=24 ! audio/x-raw,rate=48000 ! "
        "moodanalyzer name=analyzer isolation=" +
        std::string(isolation) + " ! moodcontrol ! fakesink";
    pipeline_ = gst_parse_launch(description.c_str(), nullptr);
    ASSERT_NE(pipeline_, nullptr);
    gst_element_set_state(pipeline_, GST_STATE_PLAYING);
    GstBus* bus = gst_element_get_bus(pipeline_);
    GstMessage* last = gst_bus_timed_pop_filtered(
        bus, 30 * GST_SECOND,
        static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
    gst_object_unref(bus);
    ASSERT_NE(last, nullptr) << "no end within 30 s";
    const auto type = GST_MESSAGE_TYPE(last);
    gst_message_unref(last);
    ASSERT_EQ(type, GST_MESSAGE_EOS);
  }

  std::string prefix_;
  GstElement* pipeline_ = nullptr;
};

TEST_F(Installed, ThePluginIsTheMovedOne) {
  GstPlugin* plugin = gst_registry_find_plugin(gst_registry_get(), "mood");
  ASSERT_NE(plugin, nullptr);
  EXPECT_TRUE(std::string(gst_plugin_get_filename(plugin)).starts_with(prefix_))
      << gst_plugin_get_filename(plugin);
  gst_object_unref(plugin);
}

TEST_F(Installed, TheHelperRunsFromTheMovedPlace) {
  ASSERT_NO_FATAL_FAILURE(play("process"));
  const int pid = helper_pid(pipeline_);
  ASSERT_GT(pid, 0);
  const fs::path program =
      fs::read_symlink("/proc/" + std::to_string(pid) + "/exe");
  EXPECT_TRUE(program.string().starts_with(prefix_)) << program;
  EXPECT_EQ(program.filename(), "mood-extractor");
}

TEST_F(Installed, TheModuleIsLoadedFromTheMovedPlace) {
  ASSERT_NO_FATAL_FAILURE(play("thread"));
  EXPECT_EQ(helper_pid(pipeline_), 0);
  std::ifstream maps("/proc/self/maps");
  std::string line, found;
  while (std::getline(maps, line))
    if (line.find("mood-extractor-module.so") != line.npos) found = line;
  EXPECT_NE(found.find(prefix_), found.npos) << found;
}

}  // namespace
}  // namespace mood::test
