/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/wavfile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "monomixer.h"

namespace mood {
namespace {

constexpr unsigned kPcm = 1;
constexpr unsigned kFloat = 3;
constexpr unsigned kExtensible = 0xFFFE;
/// The 14 bytes behind the tag in the sub-format of WAVE_FORMAT_EXTENSIBLE.
constexpr std::string_view kSubformatTail(
    "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71", 14);

constexpr uint32_t kUnknownBytes = 0xFFFFFFFF;
constexpr uint32_t kMinimumRate_hz = 4000;
constexpr uint32_t kMaximumRate_hz = 384000;
/// No honest file has more; nobody waits for the end of a dishonest one.
constexpr unsigned kMaximumChunks = 4096;
constexpr size_t kBlockBytes = 64 * 1024;

uint64_t number_at(std::span<const std::byte> bytes, size_t offset,
                   size_t width) {
  uint64_t number = 0;
  for (size_t i = width; i-- > 0;)
    number = number << 8 | static_cast<uint8_t>(bytes[offset + i]);
  return number;
}

std::string_view name_at(std::span<const std::byte> bytes, size_t offset) {
  return {reinterpret_cast<const char*>(bytes.data()) + offset, 4};
}

}  // namespace

struct WavFile::Chunk {
  uint64_t begin;  ///< of its content, in bytes from the file's start
  uint64_t bytes;  ///< as claimed
};

void WavFile::fail(const std::string& reason) const {
  throw WavError("'" + path_ + "' " + reason);
}

WavFile::WavFile(const std::string& path)
    : path_(path),
      file_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  struct stat status {};
  if (!file_ || fstat(file_.get(), &status) != 0)
    fail("cannot be opened: " + std::string(std::strerror(errno)));
  if (!S_ISREG(status.st_mode))
    fail("is not a regular file: save the audio as a WAV file first");
  file_bytes_ = static_cast<uint64_t>(status.st_size);
  check_magic();
  find_chunks();
}

size_t WavFile::read_at(uint64_t offset, std::span<std::byte> bytes) const {
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        pread(file_.get(), bytes.data() + done, bytes.size() - done,
              static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot be read: " + std::string(std::strerror(errno)));
    if (count == 0) break;
    done += static_cast<size_t>(count);
  }
  return done;
}

void WavFile::check_magic() {
  std::array<std::byte, 12> head{};
  const bool complete = read_at(0, head) == head.size();
  const auto form = name_at(head, 0);
  if (!complete || name_at(head, 8) != "WAVE" ||
      (form != "RIFF" && form != "RF64" && form != "BW64"))
    fail(
        "is not a WAV file: convert it first, for instance with "
        "ffmpeg -i INPUT OUTPUT.wav");
}

void WavFile::find_chunks() {
  bool has_format = false;
  uint64_t long_data_bytes = kUnknownBytes;
  uint64_t offset = 12;
  for (unsigned i = 0; i < kMaximumChunks && offset + 8 <= file_bytes_; ++i) {
    std::array<std::byte, 24> head{};
    read_at(offset, head);
    const auto name = name_at(head, 0);
    Chunk chunk{offset + 8, number_at(head, 4, 4)};
    if (name == "ds64") long_data_bytes = number_at(head, 16, 8);
    if (name == "data" && chunk.bytes == kUnknownBytes)
      chunk.bytes =
          long_data_bytes == kUnknownBytes ? file_bytes_ : long_data_bytes;
    const uint64_t present = std::min(chunk.bytes, file_bytes_ - chunk.begin);
    if (name == "fmt " && !has_format) {
      read_format({chunk.begin, present});
      has_format = true;
    }
    if (name == "data" && data_begin_ == 0) {
      data_begin_ = chunk.begin;
      data_bytes_ = present;
    }
    offset = chunk.begin + present + (present & 1);
  }
  if (!has_format) fail("has no format chunk: it is no complete WAV file");
  if (data_begin_ == 0) fail("has no data chunk: it holds no audio");
}

void WavFile::read_format(const Chunk& chunk) {
  std::array<std::byte, 40> format{};
  const size_t bytes = std::min<uint64_t>(chunk.bytes, format.size());
  if (bytes < 16 ||
      read_at(chunk.begin, std::span(format).first(bytes)) < bytes)
    fail("has a format chunk that is too short: it is no complete WAV file");
  unsigned tag = static_cast<unsigned>(number_at(format, 0, 2));
  if (tag == kExtensible) {
    const bool known = bytes == format.size() &&
                       std::memcmp(format.data() + 26, kSubformatTail.data(),
                                   kSubformatTail.size()) == 0;
    tag = known ? static_cast<unsigned>(number_at(format, 24, 2)) : tag;
  }
  layout_.rate_hz = static_cast<uint32_t>(number_at(format, 4, 4));
  set_layout(tag, static_cast<unsigned>(number_at(format, 2, 2)),
             static_cast<unsigned>(number_at(format, 12, 2)),
             static_cast<unsigned>(number_at(format, 14, 2)));
}

void WavFile::set_layout(unsigned tag, unsigned channels, unsigned block_bytes,
                         unsigned bits) {
  if (layout_.rate_hz < kMinimumRate_hz || layout_.rate_hz > kMaximumRate_hz)
    fail("has a sample rate of " + std::to_string(layout_.rate_hz) +
         " Hz: resample it to 4000-384000 Hz first");
  if (channels < 1 || channels > kMaximumChannels)
    fail("has " + std::to_string(channels) +
         " channels: mix it down to 1-64 first");
  // Narrower samples are the upper bits of their container.
  const unsigned width = block_bytes / channels;
  const bool whole =
      block_bytes % channels == 0 && bits > 0 && bits <= width * 8;
  const bool pcm = tag == kPcm && whole && width <= 4;
  const bool real =
      tag == kFloat && whole && bits == width * 8 && (width == 4 || width == 8);
  if (!pcm && !real)
    fail("has a sample format that is not supported (tag " +
         std::to_string(tag) + ", " + std::to_string(bits) +
         " bits): convert it to 16-bit PCM or 32-bit float first");
  layout_.kind = real         ? SampleKind::kFloat
                 : width == 1 ? SampleKind::kUnsigned
                              : SampleKind::kSigned;
  layout_.width_bytes = width;
  layout_.depth_bits = width * 8;
  layout_.channels = channels;
}

WavFile::Mono WavFile::read(uint64_t first, uint64_t count) const {
  first = std::min(first, frames());
  count = std::min(count, frames() - first);
  const size_t block_frames = std::max<size_t>(kBlockBytes / frame_bytes(), 1);
  std::vector<std::byte> block(block_frames * frame_bytes());
  const MonoMixer mixer(layout_);
  Mono mono;
  mono.samples.resize(count);
  for (size_t done = 0; done < count; done += block_frames) {
    const size_t frames = std::min<size_t>(block_frames, count - done);
    const auto bytes = std::span(block).first(frames * frame_bytes());
    if (read_at(data_begin_ + (first + done) * frame_bytes(), bytes) <
        bytes.size())
      fail("became shorter while it was read: try again");
    const std::byte* plane = bytes.data();
    mono.non_finite += mixer.mix({&plane, 1}, 0,
                                 std::span(mono.samples).subspan(done, frames));
  }
  return mono;
}

}  // namespace mood
