/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wavfolder.h"

#include <stdlib.h>

#include <cstdint>
#include <fstream>
#include <stdexcept>

namespace mood::bench {
namespace {

struct WavHeader {
  char riff[4] = {'R', 'I', 'F', 'F'};
  uint32_t riff_size;
  char wave[4] = {'W', 'A', 'V', 'E'};
  char format[4] = {'f', 'm', 't', ' '};
  uint32_t format_size = 16;
  uint16_t encoding = 3;  // float
  uint16_t channels = 1;
  uint32_t rate_hz;
  uint32_t bytes_per_second;
  uint16_t frame_bytes = sizeof(float);
  uint16_t sample_bits = 32;
  char data[4] = {'d', 'a', 't', 'a'};
  uint32_t data_size;
};
static_assert(sizeof(WavHeader) == 44);

}  // namespace

WavFolder::WavFolder() {
  std::string name =
      std::filesystem::temp_directory_path() / "gst-mood-benchmark-XXXXXX";
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  folder_ = name;
}

WavFolder::~WavFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string WavFolder::write(const std::string& name,
                             std::span<const float> samples,
                             unsigned rate_hz) const {
  const auto bytes = uint32_t(samples.size_bytes());
  const WavHeader header = {
      .riff_size = uint32_t(sizeof(WavHeader)) - 8 + bytes,
      .rate_hz = rate_hz,
      .bytes_per_second = rate_hz * uint32_t(sizeof(float)),
      .data_size = bytes};
  std::ofstream file(path(name), std::ios::binary);
  file.write(reinterpret_cast<const char*>(&header), sizeof header);
  file.write(reinterpret_cast<const char*>(samples.data()), bytes);
  if (!file.flush()) throw std::runtime_error("cannot write " + path(name));
  return path(name);
}

}  // namespace mood::bench
