/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "windowresampler.h"

namespace mood {

/// A command line that cannot be followed; one line for the user.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `mood-extractor --features`: the librosa feature groups of a window of a
/// WAV file, with no pipeline around.
class FeaturesCommand {
 public:
  static constexpr std::string_view kUsage =
      "mood-extractor --features FILE.wav [--start SECONDS]\n"
      "       [--duration SECONDS] [--resampler soxr-hq|kaiser-best]";
  static constexpr double kMaximumDuration_s = 600;

  /// @param arguments the command line without the program's name; options
  /// in any order, as "--option value" or "--option=value"
  /// @throws UsageError
  explicit FeaturesCommand(std::span<const char* const> arguments);

  /// Analyses the window; start and duration become frames of the file's own
  /// rate, rounded down, as in librosa.load. Where any sample is beyond +-10
  /// the window is clipped to +-1, as LedFx does.
  /// @return the JSON object, see features_json()
  /// @throws WavError for the file, std::runtime_error for a window that is
  /// empty, too long, or holds NaN or infinity
  std::string run() const;

 private:
  void set(std::string_view option, std::string_view value);
  std::vector<float> read_window(double& rate_hz) const;

  std::string path_;
  double start_s_ = 0;
  std::optional<double> duration_s_;
  ResamplerQuality quality_ = ResamplerQuality::kSoxrHq;
};

}  // namespace mood
