/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/wavfile.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "temporarywav.h"

namespace mood {
namespace {

using test::chunk;
using test::format_chunk;
using test::little_endian;
using test::riff;
using test::TemporaryFile;
using test::WavFormat;

/// Two frames of two channels: (0.5, -0.25), (-1, 0.75), in any format.
std::string sample_bytes(const WavFormat& format) {
  std::string bytes;
  for (const double value : {0.5, -0.25, -1.0, 0.75})
    bytes += test::encoded(format, value);
  return bytes;
}

const std::vector<float> kMeans = {0.125f, -0.125f};

WavFile::Mono read_all(const std::string& path) {
  const WavFile file(path);
  return file.read(0, file.frames());
}

std::string error_of(const std::string& bytes) {
  const TemporaryFile file(bytes);
  try {
    read_all(file.path());
  } catch (const WavError& error) {
    return error.what();
  }
  return "";
}

TEST(WavFile, ReadsEveryFormat) {
  for (const bool extensible : {false, true})
    for (const auto& [tag, bits] :
         {std::pair(1, 8), std::pair(1, 16), std::pair(1, 24), std::pair(1, 32),
          std::pair(3, 32), std::pair(3, 64)}) {
      const WavFormat format{.tag = uint16_t(tag),
                             .channels = 2,
                             .rate_hz = 48000,
                             .bits = uint16_t(bits),
                             .extensible = extensible};
      const TemporaryFile file(
          riff(format_chunk(format) + chunk("data", sample_bytes(format))));
      const WavFile wav(file.path());
      EXPECT_EQ(wav.rate_hz(), 48000u);
      EXPECT_EQ(wav.channels(), 2u);
      ASSERT_EQ(wav.frames(), 2u);
      EXPECT_EQ(wav.read(0, 2).samples, kMeans)
          << "tag " << tag << ", " << bits << " bits";
    }
}

TEST(WavFile, ReadsAnyPart) {
  const WavFormat format{.tag = 3, .channels = 1, .bits = 32};
  std::string data;
  for (int i = 0; i < 50000; ++i) data += test::encoded(format, i / 65536.0);
  const TemporaryFile file(riff(format_chunk(format) + chunk("data", data)));
  const WavFile wav(file.path());
  const auto part = wav.read(20000, 20000).samples;
  ASSERT_EQ(part.size(), 20000u);
  for (size_t i = 0; i < part.size(); ++i)
    ASSERT_EQ(part[i], float(20000 + i) / 65536);
  EXPECT_EQ(wav.read(49990, 100).samples.size(), 10u);
  EXPECT_EQ(wav.read(50000, 1).samples.size(), 0u);
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();
  EXPECT_EQ(wav.read(kMost, kMost).samples.size(), 0u);
  EXPECT_EQ(wav.read(1, kMost).samples.size(), 49999u);
}

TEST(WavFile, MixesSixtyFourChannels) {
  const WavFormat format{.tag = 1, .channels = 64, .bits = 16};
  std::string data;
  for (int i = 0; i < 64; ++i) data += test::encoded(format, i / 64.0);
  const TemporaryFile file(riff(format_chunk(format) + chunk("data", data)));
  EXPECT_EQ(read_all(file.path()).samples, std::vector<float>{31.5f / 64});
}

TEST(WavFile, FindsChunksInAnyOrder) {
  const WavFormat format;
  const std::string data = sample_bytes(format);
  const std::string odd = chunk("LIST", "odd");
  ASSERT_EQ(odd.size(), 12u);
  for (const auto& chunks :
       {odd + format_chunk(format) + odd + chunk("data", data) + odd,
        chunk("data", data) + odd + format_chunk(format),
        format_chunk(format) + chunk("data", data) + chunk("data", "ignored!"),
        // Some writers forget the last padding byte.
        format_chunk(format) + chunk("data", data) +
            odd.substr(0, odd.size() - 1)}) {
    const TemporaryFile file(riff(chunks));
    EXPECT_EQ(read_all(file.path()).samples, kMeans);
  }
}

TEST(WavFile, EndsWithTheFileWhateverItsHeadersClaim) {
  const WavFormat format;
  const std::string head = format_chunk(format) + "data";
  const std::string data = sample_bytes(format);
  for (const uint32_t claim : {0xFFFFFFFFu, 0xFFFFFFFEu, 0x7FFFFFFFu, 9u}) {
    const TemporaryFile file(riff(head + little_endian(claim, 4) + data));
    EXPECT_EQ(read_all(file.path()).samples, kMeans) << claim;
  }
  // Half a frame is none.
  const TemporaryFile cut(
      riff(head + little_endian(8, 4) + data.substr(0, data.size() - 1)));
  EXPECT_EQ(read_all(cut.path()).samples.size(), 1u);
}

TEST(WavFile, ReadsLongFormsByTheirOwnSize) {
  const WavFormat format;
  const std::string data = sample_bytes(format);
  for (const uint64_t bytes : {uint64_t{8}, ~uint64_t{0}}) {
    const std::string sizes = little_endian(0, 8) + little_endian(bytes, 8) +
                              little_endian(0, 8) + little_endian(0, 4);
    const std::string chunks = "WAVE" + chunk("ds64", sizes) +
                               format_chunk(format) + "data\xFF\xFF\xFF\xFF" +
                               data;
    const std::string rest = bytes == 8 ? chunk("LIST", "more") : "";
    for (const std::string form : {"RF64", "BW64"}) {
      const TemporaryFile file(form + "\xFF\xFF\xFF\xFF" + chunks + rest);
      EXPECT_EQ(read_all(file.path()).samples, kMeans);
    }
  }
}

TEST(WavFile, CountsNonFiniteSamples) {
  const WavFormat format{.tag = 3, .channels = 1, .bits = 32};
  std::string data;
  for (const double value :
       {0.5, double(NAN), double(INFINITY), -double(INFINITY), 0.25})
    data += test::encoded(format, value);
  const TemporaryFile file(riff(format_chunk(format) + chunk("data", data)));
  EXPECT_EQ(read_all(file.path()).non_finite, 3u);
  const WavFile wav(file.path());
  EXPECT_EQ(wav.read(4, 1).non_finite, 0u);
}

TEST(WavFile, RefusesWhatItCannotRead) {
  const WavFormat good;
  const auto with = [&](auto change) {
    WavFormat format;
    change(format);
    return riff(format_chunk(format) + chunk("data", sample_bytes(good)));
  };
  const std::string data = chunk("data", sample_bytes(good));
  std::string foreign = format_chunk({.extensible = true});
  foreign.back() = '?';
  std::string many = "RIFF....WAVE";
  for (int i = 0; i < 5000; ++i) many += chunk("junk", "");
  const std::pair<std::string, const char*> cases[] = {
      {"", "is not a WAV file"},
      {"RIFF", "is not a WAV file"},
      {"RIFF....AVI data", "is not a WAV file"},
      {std::string(1000, '\0'), "is not a WAV file"},
      {"fLaC" + std::string(100, 'x'), "is not a WAV file"},
      {"RIFX....WAVE" + data, "is not a WAV file"},
      {"RIFF....WAVE", "has no format chunk"},
      {riff(data), "has no format chunk"},
      {riff(format_chunk(good)), "has no data chunk"},
      {riff(format_chunk(good) + "dat"), "has no data chunk"},
      {riff(chunk("fmt ", "short") + data), "too short"},
      {riff(chunk("fmt ", "")), "too short"},
      {riff("fmt " + little_endian(16, 4) + "cut"), "too short"},
      {riff(foreign + data), "not supported (tag 65534"},
      {many + format_chunk(good) + data, "has no format chunk"},
      {with([](auto& f) { f.tag = 2; }), "not supported (tag 2"},
      {with([](auto& f) { f.tag = 0x55; }), "not supported (tag 85"},
      {with([](auto& f) { f.bits = 0; }), "not supported"},
      {with([](auto& f) { f.bits = 40; }), "not supported"},
      {with([](auto& f) { f.bits = 64; }), "not supported"},
      {with([](auto& f) { f.bits = 0xFFFF; }), "not supported"},
      {with([](auto& f) { f.tag = 3; }), "not supported (tag 3, 16 bits)"},
      {with([](auto& f) { f.channels = 0; }), "has 0 channels"},
      {with([](auto& f) { f.channels = 65; }), "has 65 channels"},
      {with([](auto& f) { f.channels = 0xFFFF; }), "has 65535 channels"},
      {with([](auto& f) { f.rate_hz = 0; }), "sample rate of 0 Hz"},
      {with([](auto& f) { f.rate_hz = 3999; }), "sample rate of 3999 Hz"},
      {with([](auto& f) { f.rate_hz = ~0u; }), "sample rate of 4294967295 Hz"},
  };
  for (const auto& [bytes, wanted] : cases)
    EXPECT_NE(error_of(bytes).find(wanted), std::string::npos)
        << "'" << error_of(bytes) << "' instead of '" << wanted << "'";
}

TEST(WavFile, SurvivesEveryCutAndAnyByte) {
  const WavFormat format{.extensible = true};
  const std::string whole = riff(chunk("LIST", "abc") + format_chunk(format) +
                                 chunk("data", sample_bytes(format)));
  for (size_t length = 0; length < whole.size(); ++length)
    error_of(whole.substr(0, length));
  for (size_t i = 0; i < whole.size(); ++i)
    for (const char byte : {'\0', '\x01', '\x7F', '\x80', '\xFF'}) {
      std::string bent = whole;
      bent[i] = byte;
      error_of(bent);
    }
}

TEST(WavFile, SaysWhatIsWrongWithAPath) {
  const auto open = [](const std::string& path) -> std::string {
    try {
      WavFile file(path);
    } catch (const WavError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(open("/nonexistent/x.wav"),
            "'/nonexistent/x.wav' cannot be opened: No such file or directory");
  EXPECT_NE(open("/").find("not a regular file"), std::string::npos);
  EXPECT_NE(open("/dev/zero").find("not a regular file"), std::string::npos);
  // A pipe that nobody writes to must not be waited for.
  const TemporaryFile place("");
  const std::string pipe = place.path() + ".pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_NE(open(pipe).find("not a regular file"), std::string::npos);
  std::remove(pipe.c_str());
}

}  // namespace
}  // namespace mood
