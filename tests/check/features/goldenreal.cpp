/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "goldencheck.h"
#include "resampledwindow.h"
#include "tool/wavfile.h"

/// Recorded music and speech: the figures are part of the project, the audio
/// is not.
namespace mood::features {
namespace {

using test::GoldenCase;
using test::GoldenReference;

std::filesystem::path folder() {
  const char* named = std::getenv("GST_MOOD_GOLDEN_REAL");
  return named ? named : MOOD_GOLDEN_REAL;
}

std::filesystem::path audio_of(const GoldenCase& window,
                               const GoldenReference& reference) {
  const double rate_hz = reference.kind == "direct" ? kRate_hz : window.rate_hz;
  return folder() / (window.name + "." + std::to_string(int(rate_hz)) + ".wav");
}

class GoldenReal : public testing::TestWithParam<GoldenCase> {
 protected:
  void check(const char* kind) {
    const GoldenCase& window = GetParam();
    const auto* reference = window.reference(kind);
    ASSERT_TRUE(reference);
    const auto path = audio_of(window, *reference);
    if (!std::filesystem::exists(path))
      GTEST_SKIP() << "the recording " << path
                   << " is not there; GST_MOOD_GOLDEN_REAL names its folder";
    const WavFile file(path);
    const auto samples = file.read(0, file.frames()).samples;
    const auto found = reference->kind == "direct"
                           ? deviations(analyse(samples), window, *reference)
                           : resampled_deviations(samples, window, *reference);
    EXPECT_TRUE(found.empty()) << found;
  }
};

TEST_P(GoldenReal, AgreesWithLibrosaAtItsOwnRate) { check("direct"); }

TEST_P(GoldenReal, AgreesWithLibrosaAfterSoxr) { check("soxr_hq"); }

TEST_P(GoldenReal, AgreesWithLibrosaAfterKaiserBest) { check("kaiser_best"); }

INSTANTIATE_TEST_SUITE_P(
    , GoldenReal,
    testing::ValuesIn(test::read_golden_figures(MOOD_GOLDEN_FIGURES
                                                "/real.txt")),
    [](const auto& info) { return test_name(info.param.name); });

}  // namespace
}  // namespace mood::features
