/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/featurescommand.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "cputime.h"
#include "features/featureextractor.h"
#include "tool/featuresjson.h"
#include "tool/wavfile.h"

namespace mood {
namespace {

/// MonoMixer lets nothing beyond it through: what lies there was at least as
/// large.
constexpr float kAbsurd = 10;
/// Above any number of frames in a file, below where doubles skip integers.
constexpr double kNoFrames = 1e15;

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

/// Seconds, whatever the locale.
double parse_seconds(std::string_view option, std::string_view text) {
  double seconds = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, seconds);
  if (parsed.ec != std::errc() || parsed.ptr != end || !(seconds >= 0) ||
      !std::isfinite(seconds))
    throw UsageError(std::string(option) +
                     " takes seconds, as in 1.5, from 0 on, not " +
                     quoted(text));
  return seconds;
}

ResamplerQuality parse_quality(std::string_view text) {
  if (text == "soxr-hq") return ResamplerQuality::kSoxrHq;
  if (text == "kaiser-best") return ResamplerQuality::kKaiserBest;
  throw UsageError("--resampler takes soxr-hq or kaiser-best, not " +
                   quoted(text));
}

/// int(seconds * rate), as librosa.load has it.
uint64_t whole_frames(double seconds, double rate_hz) {
  return static_cast<uint64_t>(std::min(seconds * rate_hz, kNoFrames));
}

void clip_absurd(std::span<float> samples) {
  if (std::none_of(samples.begin(), samples.end(),
                   [](float x) { return std::fabs(x) >= kAbsurd; }))
    return;
  for (float& x : samples) x = std::clamp(x, -1.0f, 1.0f);
}

}  // namespace

FeaturesCommand::FeaturesCommand(std::span<const char* const> arguments) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (!argument.starts_with("--"))
      throw UsageError("there is no use for " + quoted(argument) +
                       ": a file is named by --features");
    if (const size_t equals = argument.find('=');
        equals != std::string_view::npos) {
      set(argument.substr(0, equals), argument.substr(equals + 1));
      continue;
    }
    const bool has_value =
        i + 1 < arguments.size() &&
        !std::string_view(arguments[i + 1]).starts_with("--");
    set(argument, has_value ? arguments[++i] : "");
  }
  if (path_.empty()) throw UsageError("--features needs a WAV file");
}

void FeaturesCommand::set(std::string_view option, std::string_view value) {
  if (option == "--features") {
    path_ = value;
  } else if (option == "--start") {
    start_s_ = parse_seconds(option, value);
  } else if (option == "--duration") {
    duration_s_ = parse_seconds(option, value);
    if (*duration_s_ == 0 || *duration_s_ > kMaximumDuration_s)
      throw UsageError("--duration must be above 0 and at most 600 seconds");
  } else if (option == "--resampler") {
    quality_ = parse_quality(value);
  } else {
    throw UsageError("there is no option " + quoted(option));
  }
}

std::vector<float> FeaturesCommand::read_window(double& rate_hz) const {
  const WavFile file(path_);
  rate_hz = file.rate_hz();
  const uint64_t first = whole_frames(start_s_, rate_hz);
  if (first >= file.frames())
    throw WavError(quoted(path_) +
                   (file.frames() == 0
                        ? " holds no audio"
                        : " ends before --start: choose an earlier one"));
  const uint64_t wanted = whole_frames(duration_s_.value_or(1e9), rate_hz);
  const uint64_t count = std::min(wanted, file.frames() - first);
  if (count == 0)
    throw UsageError(
        "--duration is shorter than one frame: choose a longer one");
  if (count > whole_frames(kMaximumDuration_s, rate_hz))
    throw WavError(quoted(path_) +
                   " is too long to be analysed as one window: choose at most "
                   "600 seconds of it with --start and --duration");
  WavFile::Mono mono = file.read(first, count);
  if (mono.non_finite > 0)
    throw WavError(quoted(path_) +
                   ": the window holds NaN or infinite samples: no features");
  return std::move(mono.samples);
}

std::string FeaturesCommand::run() const {
  double rate_hz = 0;
  std::vector<float> window = read_window(rate_hz);
  clip_absurd(window);
  WindowResampler resampler({.rate_hz = rate_hz,
                             .maximum_frames = window.size(),
                             .quality = quality_});
  if (!resampler.valid())
    throw std::runtime_error("libsoxr cannot resample from this rate");
  features::FeatureExtractor extractor(
      {.maximum_samples = resampler.output_size(window.size())});
  const uint64_t begin_ns = thread_cpu_ns();
  const auto features = extractor.process(resampler.process(window));
  const uint64_t end_ns = thread_cpu_ns();
  if (!features) throw std::runtime_error("the window gave no features");
  return features_json(*features, extractor.beat_frames(),
                       extractor.onset_frames(), end_ns - begin_ns);
}

}  // namespace mood
