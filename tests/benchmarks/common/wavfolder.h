/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace mood::bench {

/// A folder for files that go with it.
class WavFolder {
 public:
  WavFolder();
  ~WavFolder();
  WavFolder(const WavFolder&) = delete;
  WavFolder& operator=(const WavFolder&) = delete;

  std::string path(const std::string& name) const { return folder_ / name; }
  /// Writes a mono WAV file of 32-bit floats. @return its path
  std::string write(const std::string& name, std::span<const float> samples,
                    unsigned rate_hz) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace mood::bench
