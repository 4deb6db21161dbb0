/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "temporarywav.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace mood::test {

TemporaryFile::TemporaryFile(std::string_view bytes)
    : path_(std::filesystem::temp_directory_path() / "mood-XXXXXX") {
  const int file = mkstemp(path_.data());
  if (file < 0) throw std::runtime_error("no temporary file");
  close(file);
  std::ofstream(path_, std::ios::binary).write(bytes.data(), bytes.size());
}

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

std::string little_endian(uint64_t number, size_t bytes) {
  std::string text;
  for (size_t i = 0; i < bytes; ++i)
    text += static_cast<char>(number >> (8 * i));
  return text;
}

std::string encoded(const WavFormat& format, double value) {
  if (format.tag == 3 && format.bits == 64)
    return little_endian(std::bit_cast<uint64_t>(value), 8);
  if (format.tag == 3)
    return little_endian(std::bit_cast<uint32_t>(static_cast<float>(value)), 4);
  const double steps = std::ldexp(1.0, format.bits - 1);
  const auto step = static_cast<int64_t>(
      std::clamp(std::round(value * steps), -steps, steps - 1));
  return little_endian(
      static_cast<uint64_t>(format.bits == 8 ? step + 128 : step),
      format.bits / 8);
}

std::string chunk(std::string_view name, std::string_view content) {
  std::string bytes(name);
  bytes += little_endian(content.size(), 4);
  bytes += content;
  if (content.size() % 2) bytes += '\0';
  return bytes;
}

std::string format_chunk(const WavFormat& format) {
  const unsigned block = format.channels * ((format.bits + 7u) / 8);
  std::string content =
      little_endian(format.extensible ? 0xFFFE : format.tag, 2) +
      little_endian(format.channels, 2) + little_endian(format.rate_hz, 4) +
      little_endian(uint64_t{format.rate_hz} * block, 4) +
      little_endian(block, 2) + little_endian(format.bits, 2);
  if (format.extensible)
    content += little_endian(22, 2) + little_endian(format.bits, 2) +
               little_endian(0, 4) + little_endian(format.tag, 2) +
               std::string("\0\0\0\0\x10\0\x80\0\0\xAA\0\x38\x9B\x71", 14);
  return chunk("fmt ", content);
}

std::string riff(std::string_view chunks) {
  return "RIFF" + little_endian(chunks.size() + 4, 4) + "WAVE" +
         std::string(chunks);
}

std::string wav(const WavFormat& format, std::span<const float> samples) {
  std::string data;
  for (const float sample : samples)
    for (unsigned i = 0; i < format.channels; ++i)
      data += encoded(format, sample);
  return riff(format_chunk(format) + chunk("data", data));
}

}  // namespace mood::test
