/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/featurescommand.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "features/featureextractor.h"
#include "signals.h"
#include "temporarywav.h"
#include "tool/featuresjson.h"
#include "tune.h"

namespace mood {
namespace {

using test::TemporaryFile;
using test::WavFormat;

constexpr WavFormat kFloatMono{.tag = 3, .channels = 1, .bits = 32};

WavFormat float_mono(uint32_t rate_hz) {
  WavFormat format = kFloatMono;
  format.rate_hz = rate_hz;
  return format;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

/// Runs the helper in a process of its own. @p arguments must not hold
/// characters that mean something to a shell.
Outcome run(const std::string& arguments) {
  const TemporaryFile out("");
  const TemporaryFile err("");
  const std::string command = std::string(std::getenv("GST_MOOD_EXTRACTOR")) +
                              " " + arguments + " </dev/null 3<&- >" +
                              out.path() + " 2>" + err.path();
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out.path()),
          content_of(err.path())};
}

/// Without the time it took, which is never the same.
std::string values_in(const std::string& json) {
  const size_t end = json.find(",\n  \"analysis-time\"");
  EXPECT_NE(end, std::string::npos) << json;
  return json.substr(0, end);
}

std::string values_of(const std::string& arguments) {
  const Outcome outcome = run(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  return values_in(outcome.out);
}

/// What the helper should print for @p window.
std::string expected_values(std::span<const float> window, double rate_hz,
                            ResamplerQuality quality = {}) {
  WindowResampler resampler({.rate_hz = rate_hz,
                             .maximum_frames = window.size(),
                             .quality = quality});
  const auto samples = resampler.process(window);
  features::FeatureExtractor extractor({.maximum_samples = samples.size()});
  const auto features = extractor.process(samples);
  EXPECT_TRUE(features.has_value());
  return values_in(features_json(features.value_or(FeatureSet()),
                                 extractor.beat_frames(),
                                 extractor.onset_frames(), 1));
}

TEST(FeaturesCommand, AgreesWithTheExtractor) {
  const auto tune = test::synthesise_tune(22050, 1);
  const auto window = std::span(tune).first(66150);
  const TemporaryFile file(test::wav(float_mono(22050), window));
  const std::string wanted = expected_values(window, 22050);
  EXPECT_EQ(values_of("--features " + file.path()), wanted);
  const char* const arguments[] = {"--features", file.path().c_str()};
  const std::string json = FeaturesCommand(arguments).run();
  EXPECT_EQ(values_in(json), wanted);
  const auto time_ns = std::atoll(json.c_str() + json.rfind(' '));
  EXPECT_GT(time_ns, 100'000);
  EXPECT_LT(time_ns, 10'000'000'000);
}

TEST(FeaturesCommand, ResamplesAsAsked) {
  const auto tune = test::synthesise_tune(44100, 1);
  const auto window = std::span(tune).first(88201);
  const TemporaryFile file(test::wav(
      {.tag = 3, .channels = 2, .rate_hz = 44100, .bits = 32}, window));
  const std::string path = file.path();
  const std::string soxr = expected_values(window, 44100);
  const std::string kaiser =
      expected_values(window, 44100, ResamplerQuality::kKaiserBest);
  EXPECT_NE(soxr, kaiser);
  EXPECT_EQ(values_of("--features " + path), soxr);
  EXPECT_EQ(values_of("--resampler soxr-hq --features " + path), soxr);
  EXPECT_EQ(values_of("--features " + path + " --resampler=kaiser-best"),
            kaiser);
}

TEST(FeaturesCommand, CutsAtTheFilesOwnRate) {
  const auto samples = test::noise(48000, 3, 0.5);
  const TemporaryFile file(test::wav(float_mono(48000), samples));
  const std::string path = file.path();
  // int(0.30001 * 48000), int(1.7 * 48000)
  const std::string wanted =
      expected_values(std::span(samples).subspan(14400, 81600), 48000);
  EXPECT_EQ(values_of("--features " + path + " --start .30001 --duration 1.7"),
            wanted);
  EXPECT_EQ(values_of("--duration=1.7 --start=0.30001 --features=" + path),
            wanted);
  EXPECT_EQ(values_of("--features " + path + " --start 2 --duration 500"),
            expected_values(std::span(samples).subspan(96000), 48000));
}

TEST(FeaturesCommand, ClipsAnAbsurdWindowToFullScale) {
  const TemporaryFile loud(
      test::wav(float_mono(22050), test::square(22050, 1, 110, 20)));
  const TemporaryFile hot(
      test::wav(float_mono(22050), test::square(22050, 1, 110, 5)));
  EXPECT_EQ(values_of("--features " + loud.path()),
            expected_values(test::square(22050, 1, 110, 1), 22050));
  EXPECT_EQ(values_of("--features " + hot.path()),
            expected_values(test::square(22050, 1, 110, 5), 22050));
}

TEST(FeaturesCommand, RefusesNaNWithinTheWindowOnly) {
  auto samples = test::sine(22050, 2, 440, 0.5);
  samples[22050] = NAN;
  const TemporaryFile file(test::wav(float_mono(22050), samples));
  const Outcome outcome = run("--features " + file.path());
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(
      outcome.err.find("the window holds NaN or infinite samples: no features"),
      std::string::npos);
  EXPECT_EQ(run("--features " + file.path() + " --duration 1").code, 0);
}

TEST(FeaturesCommand, ManagesTheShortestWindow) {
  for (const uint32_t rate_hz : {4000, 22050, 44100, 384000}) {
    const TemporaryFile file(
        test::wav(float_mono(rate_hz), std::vector<float>{0.5f}));
    for (const char* resampler : {"soxr-hq", "kaiser-best"})
      EXPECT_EQ(
          run("--features " + file.path() + " --resampler " + resampler).code,
          0)
          << rate_hz << " " << resampler;
  }
}

TEST(FeaturesCommand, WantsAWindowOfTenMinutesAtMost) {
  const WavFormat format{.channels = 1, .rate_hz = 4000, .bits = 8};
  const TemporaryFile file(
      test::wav(format, std::vector<float>(600 * 4000 + 1)));
  const Outcome outcome = run("--features " + file.path());
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("--duration"), std::string::npos) << outcome.err;
  EXPECT_EQ(run("--features " + file.path() + " --duration 1").code, 0);
}

TEST(FeaturesCommand, SaysInOneLineWhatIsWrong) {
  const TemporaryFile file(
      test::wav(float_mono(22050), test::sine(22050, 1, 440, 0.5)));
  const TemporaryFile empty(test::wav(float_mono(22050), {}));
  const TemporaryFile text("Hello");
  const std::string good = "--features " + file.path();
  const struct {
    std::string arguments;
    int code;
    const char* message;
  } cases[] = {
      {"--features /nonexistent.wav", 1, "No such file or directory"},
      {"--features /", 1, "not a regular file"},
      {"--features " + text.path(), 1, "is not a WAV file: convert it"},
      {"--features " + empty.path(), 1, "holds no audio"},
      {good + " --start 1", 1, "ends before --start"},
      {good + " --start 1e300", 1, "ends before --start"},
      {"", 2, "not by hand"},
      {"--features", 2, "--features needs a WAV file"},
      {"--features=", 2, "--features needs a WAV file"},
      {"--features --start 1", 2, "--features needs a WAV file"},
      {"--start 1", 2, "--features needs a WAV file"},
      {file.path(), 2, "a file is named by --features"},
      {good + " extra", 2, "there is no use for 'extra'"},
      {good + " --wrong", 2, "there is no option '--wrong'"},
      {"--version 3", 2, "there is no option '--version'"},
      {good + " --start", 2, "--start takes seconds"},
      {good + " --start -1", 2, "--start takes seconds"},
      {good + " --start 1,5", 2, "not '1,5'"},
      {good + " --start 1s", 2, "not '1s'"},
      {good + " --start nan", 2, "not 'nan'"},
      {good + " --duration inf", 2, "not 'inf'"},
      {good + " --duration 0", 2, "--duration must be above 0"},
      {good + " --duration 601", 2, "at most 600 seconds"},
      {good + " --duration 1e-9", 2, "shorter than one frame"},
      {good + " --resampler best", 2, "takes soxr-hq or kaiser-best"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = run(c.arguments);
    EXPECT_EQ(outcome.code, c.code) << c.arguments;
    EXPECT_EQ(outcome.out, "") << c.arguments;
    EXPECT_NE(outcome.err.find(c.message), std::string::npos)
        << c.arguments << ": " << outcome.err;
    EXPECT_EQ(outcome.err.find('\n'), outcome.err.size() - 1)
        << c.arguments << ": " << outcome.err;
  }
}

TEST(FeaturesCommand, TellsWhenItsOutputIsLost) {
  const TemporaryFile file(
      test::wav(float_mono(22050), test::sine(22050, 1, 440, 0.5)));
  const std::string command = std::string(std::getenv("GST_MOOD_EXTRACTOR")) +
                              " --features " + file.path() +
                              " >/dev/full 2>/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1);
}

TEST(FeaturesCommand, IsExplainedByHelp) {
  const Outcome help = run("--help");
  EXPECT_EQ(help.code, 0);
  EXPECT_NE(help.out.find(FeaturesCommand::kUsage), std::string::npos);
  const Outcome version = run("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_TRUE(version.out.starts_with("mood-extractor ")) << version.out;
}

}  // namespace
}  // namespace mood
