/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// WAV files as programs write them, and as they should not.
namespace mood::test {

/// A file in the directory for temporary files, gone with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct WavFormat {
  uint16_t tag = 1;  ///< 1 = PCM, 3 = float
  uint16_t channels = 2;
  uint32_t rate_hz = 44100;
  uint16_t bits = 16;
  bool extensible = false;
};

/// The lowest @p bytes bytes of @p number.
std::string little_endian(uint64_t number, size_t bytes);
/// @p value, full scale = 1, as one sample.
std::string encoded(const WavFormat& format, double value);
/// A chunk with its header, and padding behind an odd size.
std::string chunk(std::string_view name, std::string_view content);
std::string format_chunk(const WavFormat& format);
/// The file around @p chunks.
std::string riff(std::string_view chunks);
/// A whole file: @p samples of one channel, copied to all.
std::string wav(const WavFormat& format, std::span<const float> samples);

}  // namespace mood::test
