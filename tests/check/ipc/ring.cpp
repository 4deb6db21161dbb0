/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <numeric>
#include <vector>

#include "ringreader.h"
#include "ringwriter.h"

namespace mood::ipc {
namespace {

SampleLayout layout_of(uint8_t width, uint16_t channels, bool planar,
                       SampleKind kind = SampleKind::kSigned) {
  return {.kind = kind,
          .width_bytes = width,
          .depth_bits = uint8_t(8 * width),
          .planar = planar,
          .channels = channels,
          .rate_hz = 44100};
}

/// A private region with a writer and a reader on it.
struct Ring {
  Ring(const SampleLayout& layout, uint64_t data_bytes)
      : layout(layout),
        region(make(data_bytes)),
        writer(region, layout),
        reader(region, layout) {}
  static AudioRegion make(uint64_t data_bytes) {
    std::string error;
    return std::move(*AudioRegion::create_private(data_bytes, error));
  }

  /// Writes frames whose every sample tells its frame and channel.
  void write(uint64_t frames) {
    const size_t planes = layout.planar ? layout.channels : 1;
    const size_t samples = layout.planar ? 1 : layout.channels;
    std::vector<std::vector<std::byte>> memory(planes);
    std::vector<const std::byte*> starts;
    for (size_t plane = 0; plane < planes; ++plane) {
      for (uint64_t f = writer.position(); f < writer.position() + frames; ++f)
        for (size_t c = 0; c < samples; ++c)
          append_sample(memory[plane], f, plane + c);
      starts.push_back(memory[plane].data());
    }
    writer.write(starts, frames);
  }
  void append_sample(std::vector<std::byte>& to, uint64_t frame,
                     size_t channel) const {
    for (unsigned byte = 0; byte < layout.width_bytes; ++byte)
      to.push_back(std::byte(frame * 7 + channel * 31 + byte * 101));
  }
  /// Whether frame @p frame still holds what write() put there.
  bool holds(uint64_t frame) const {
    const auto run = reader.runs(frame, 1)[0];
    std::vector<std::byte> wanted;
    for (size_t c = 0; c < layout.channels; ++c) {
      wanted.clear();
      append_sample(wanted, frame, c);
      const std::byte* sample =
          run.data + c * reader.geometry().channel_stride;
      if (std::memcmp(sample, wanted.data(), wanted.size()) != 0) return false;
    }
    return true;
  }

  SampleLayout layout;
  AudioRegion region;
  RingWriter writer;
  RingReader reader;
};

struct LayoutCase {
  uint8_t width;
  uint16_t channels;
  bool planar;
};

class RingOfLayout : public testing::TestWithParam<LayoutCase> {
 protected:
  SampleLayout layout() const {
    const auto [width, channels, planar] = GetParam();
    return layout_of(width, channels, planar);
  }
};

TEST_P(RingOfLayout, KeepsItsLatestFramesThroughManyWraps) {
  // Room for 101 frames and a rest that no frame fits in.
  const size_t frame_bytes = RingGeometry::frame_bytes(layout());
  Ring ring(layout(), 101 * frame_bytes + frame_bytes - 1);
  ASSERT_EQ(ring.writer.capacity_frames(), 101u);
  const std::array<uint64_t, 6> chunks = {1, 50, 7, 13, 49, 2};
  for (int i = 0; i < 60; ++i) {
    ring.write(chunks[i % chunks.size()]);
    const uint64_t end = ring.writer.position();
    EXPECT_EQ(ring.reader.timeline().committed, end);
    for (uint64_t f = ring.reader.oldest(); f < end; ++f)
      ASSERT_TRUE(ring.holds(f)) << "frame " << f << " of " << end;
  }
}

TEST_P(RingOfLayout, FitsIntoItsDataWhateverTheRest) {
  const size_t frame_bytes = RingGeometry::frame_bytes(layout());
  for (size_t rest = 0; rest < frame_bytes; rest += layout().width_bytes) {
    const RingGeometry g(layout(), 4 * frame_bytes + rest);
    EXPECT_EQ(g.capacity_frames, 4u);
    EXPECT_LE((g.capacity_frames - 1) * g.frame_stride +
                  (layout().channels - 1) * g.channel_stride +
                  layout().width_bytes,
              4 * frame_bytes + rest);
  }
}

std::vector<LayoutCase> layout_cases() {
  std::vector<LayoutCase> cases;
  for (uint8_t width : {1, 2, 3, 4, 8})
    for (uint16_t channels : {1, 2, 6, 64})
      for (bool planar : {false, true})
        cases.push_back({width, channels, planar});
  return cases;
}

INSTANTIATE_TEST_SUITE_P(
    All, RingOfLayout, testing::ValuesIn(layout_cases()),
    [](const auto& info) {
      return std::to_string(8 * info.param.width) + "bit" +
             std::to_string(info.param.channels) + "channels" +
             (info.param.planar ? "Planar" : "Interleaved");
    });

TEST(Ring, SplitsARunWhereItWraps) {
  Ring ring(layout_of(2, 2, false), 100 * 4);
  const auto whole = ring.reader.runs(0, 100);
  EXPECT_EQ(whole[0].frames, 100u);
  EXPECT_EQ(whole[1].frames, 0u);
  const auto split = ring.reader.runs(190, 50);
  EXPECT_EQ(split[0].frames, 10u);
  EXPECT_EQ(split[1].frames, 40u);
  EXPECT_EQ(split[0].data, ring.region.data().data() + 90 * 4);
  EXPECT_EQ(split[1].data, ring.region.data().data());
}

TEST(Ring, TakesHalfItsCapacityAtOnce) {
  Ring ring(layout_of(2, 1, false), 101 * 2);
  EXPECT_EQ(ring.writer.maximum_chunk_frames(), 50u);
  for (int i = 0; i < 7; ++i) {
    ring.write(50);
    const uint64_t end = ring.writer.position();
    EXPECT_TRUE(ring.reader.intact(end - std::min<uint64_t>(end, 101)));
    EXPECT_TRUE(ring.holds(end - 50));
    EXPECT_TRUE(ring.holds(end - 1));
  }
}

TEST(Ring, NamesTheOldestFrameAndVouchesForNoneBefore) {
  Ring ring(layout_of(1, 1, false), 100);
  EXPECT_EQ(ring.reader.oldest(), 0u);
  ring.write(50);
  ring.write(50);
  EXPECT_EQ(ring.reader.oldest(), 0u);
  EXPECT_TRUE(ring.reader.intact(0));
  ring.write(1);
  EXPECT_EQ(ring.reader.oldest(), 1u);
  EXPECT_FALSE(ring.reader.intact(0));
  EXPECT_TRUE(ring.reader.intact(1));
  ring.write(49);
  EXPECT_EQ(ring.reader.oldest(), 50u);
  EXPECT_FALSE(ring.reader.intact(49));
  EXPECT_TRUE(ring.reader.intact(50));
}

TEST(Ring, GivesUpFramesWhenTheyAreClaimedNotWhenTheNewOnesAreComplete) {
  Ring ring(layout_of(1, 1, false), 100);
  ring.write(50);
  ring.write(50);
  // As seen by a reader in the middle of the next write.
  ring.region.writable_header().claimed = 130;
  EXPECT_EQ(ring.reader.timeline().committed, 100u);
  EXPECT_EQ(ring.reader.oldest(), 30u);
  EXPECT_FALSE(ring.reader.intact(29));
}

TEST(Ring, TellsItsTimelines) {
  Ring ring(layout_of(1, 1, false), 100);
  EXPECT_EQ(ring.reader.timeline().epoch, 0u);
  ring.writer.begin_epoch(1, 1);
  ring.write(30);
  auto now = ring.reader.timeline();
  EXPECT_EQ(now.epoch, 1u);
  EXPECT_EQ(now.song, 1u);
  EXPECT_EQ(now.epoch_start, 0u);
  EXPECT_EQ(now.epoch_end, kOpenEnd);
  EXPECT_EQ(now.committed, 30u);
  ring.writer.end_epoch();
  EXPECT_EQ(ring.reader.timeline().epoch_end, 30u);
  ring.writer.begin_epoch(2, 7);
  now = ring.reader.timeline();
  EXPECT_EQ(now.epoch, 2u);
  EXPECT_EQ(now.song, 7u);
  EXPECT_EQ(now.epoch_start, 30u);
  EXPECT_EQ(now.epoch_end, kOpenEnd);
  EXPECT_EQ(ring.region.header().timeline_sequence % 2, 0u);
}

struct SilenceCase {
  const char* name;
  SampleLayout layout;
  std::vector<uint8_t> sample;
};

class SilenceOf : public testing::TestWithParam<SilenceCase> {};

TEST_P(SilenceOf, IsTheMiddleOfTheRange) {
  for (const bool planar : {false, true}) {
    auto layout = GetParam().layout;
    layout.planar = planar;
    Ring ring(layout, 64 * RingGeometry::frame_bytes(layout));
    ring.write(20);  // to be overwritten after the wrap
    ring.writer.write_silence(32);
    ring.writer.write_silence(32);
    for (uint64_t f = 20; f < 84; ++f)
      for (size_t c = 0; c < layout.channels; ++c)
        ASSERT_EQ(std::memcmp(ring.reader.runs(f, 1)[0].data +
                                  c * ring.reader.geometry().channel_stride,
                              GetParam().sample.data(), layout.width_bytes),
                  0)
            << "frame " << f << " channel " << c << " planar " << planar;
  }
}

constexpr auto kS = SampleKind::kSigned;
constexpr auto kU = SampleKind::kUnsigned;
constexpr auto kF = SampleKind::kFloat;

INSTANTIATE_TEST_SUITE_P(
    Formats, SilenceOf,
    testing::Values(
        SilenceCase{"S8", {kS, 1, 8, 0, 0, 0, 2}, {0}},
        SilenceCase{"U8", {kU, 1, 8, 0, 0, 0, 2}, {0x80}},
        SilenceCase{"S16", {kS, 2, 16, 0, 0, 0, 2}, {0, 0}},
        SilenceCase{"U16LE", {kU, 2, 16, 0, 0, 0, 2}, {0, 0x80}},
        SilenceCase{"U16BE", {kU, 2, 16, 0, 1, 0, 2}, {0x80, 0}},
        SilenceCase{"U18LE", {kU, 3, 18, 0, 0, 0, 2}, {0, 0, 2}},
        SilenceCase{"U20BE", {kU, 3, 20, 0, 1, 0, 2}, {8, 0, 0}},
        SilenceCase{"U24LE", {kU, 3, 24, 0, 0, 0, 2}, {0, 0, 0x80}},
        SilenceCase{"U24BE", {kU, 3, 24, 0, 1, 0, 2}, {0x80, 0, 0}},
        SilenceCase{"U2432LE", {kU, 4, 24, 0, 0, 0, 2}, {0, 0, 0x80, 0}},
        SilenceCase{"U2432BE", {kU, 4, 24, 0, 1, 0, 2}, {0, 0x80, 0, 0}},
        SilenceCase{"U24Shifted", {kU, 4, 24, 8, 0, 0, 2}, {0, 0, 0, 0x80}},
        SilenceCase{"U32LE", {kU, 4, 32, 0, 0, 0, 2}, {0, 0, 0, 0x80}},
        SilenceCase{"U32BE", {kU, 4, 32, 0, 1, 0, 2}, {0x80, 0, 0, 0}},
        SilenceCase{"F32", {kF, 4, 32, 0, 0, 0, 2}, {0, 0, 0, 0}},
        SilenceCase{"F64", {kF, 8, 64, 0, 0, 0, 2}, {0, 0, 0, 0, 0, 0, 0, 0}}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace mood::ipc
