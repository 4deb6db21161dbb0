/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What isolation=process keeps out of the host. In a program of its own, for
 * whatever another test loads stays loaded. */
#include <gtest/gtest.h>

#include <fstream>

#include "analyzerharness.h"

namespace mood::test {
namespace {

bool is_mapped(const std::string& word, const std::string& pid) {
  std::ifstream maps("/proc/" + pid + "/maps");
  for (std::string line; std::getline(maps, line);)
    if (line.find(word) != std::string::npos) return true;
  return false;
}

TEST(Isolation, TheHostMapsNoAnalysisLibrary) {
  {
    AnalyzerHarness harness({{"isolation", "process"}});
    harness.set_format(44100, 2);
    harness.push(some_music(44100, 3, 2));
    harness.eos();
    ASSERT_EQ(harness.log().structures("mood").size(), 30u);
    const auto helper = std::to_string(harness.helper_pid());
    for (const char* library : {"libfftw3", "libsoxr"}) {
      EXPECT_TRUE(is_mapped(library, helper)) << library;
      EXPECT_FALSE(is_mapped(library, "self")) << library;
    }
    EXPECT_FALSE(is_mapped("aubio", "self"));
    EXPECT_FALSE(is_mapped("mood-extractor", "self"));
  }
  AnalyzerHarness harness({{"isolation", "thread"}});
  EXPECT_TRUE(is_mapped("mood-extractor-module", "self")) << "on demand";
}

struct Footprint {
  const char* analysis;
  const char* window;
  int rate_hz;
  long limit_mb;
};

class IsolationMemory : public testing::TestWithParam<Footprint> {};

TEST_P(IsolationMemory, TheHelperStaysSmall) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers need memory of their own";
#endif
  const auto [analysis, window, rate_hz, limit_mb] = GetParam();
  // Meson has malloc() fill what it gives, and so touch what nobody uses.
  g_unsetenv("MALLOC_PERTURB_");
  AnalyzerHarness harness(
      {{"isolation", "process"}, {"analysis", analysis}, {"window", window}});
  harness.set_format(rate_hz, 2);
  harness.push(some_music(rate_hz, 40, 2));
  std::ifstream status("/proc/" + std::to_string(harness.helper_pid()) +
                       "/status");
  // Without the audio, which is the element's.
  long resident_kb = 0;
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:") || line.starts_with("RssFile:"))
      resident_kb += std::stol(line.substr(8));
  EXPECT_GT(resident_kb, 1000);
  EXPECT_LE(resident_kb, limit_mb * 1024);
  RecordProperty("resident_kb", int(resident_kb));
}

INSTANTIATE_TEST_SUITE_P(
    Windows, IsolationMemory,
    testing::Values(Footprint{"basic", "3000000000", 44100, 12},
                    Footprint{"advanced", "3000000000", 44100, 16},
                    Footprint{"advanced", "3000000000", 48000, 16},
                    Footprint{"advanced", "30000000000", 44100, 40}));

}  // namespace
}  // namespace mood::test
