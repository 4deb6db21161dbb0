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

TEST(Isolation, TheHelperStaysSmall) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers need memory of their own";
#endif
  AnalyzerHarness harness({{"isolation", "process"}});
  harness.set_format(48000, 2);
  harness.push(some_music(48000, 20, 2));
  std::ifstream status("/proc/" + std::to_string(harness.helper_pid()) +
                       "/status");
  long resident_kb = 0;
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) resident_kb = std::stol(line.substr(6));
  EXPECT_GT(resident_kb, 1000);
  EXPECT_LE(resident_kb, 12 * 1024);
}

}  // namespace
}  // namespace mood::test
