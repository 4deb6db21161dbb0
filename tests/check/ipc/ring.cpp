/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <span>

#include "ringreader.h"
#include "ringwriter.h"

namespace mood::ipc {
namespace {

/// A private region with a writer and a reader on it.
struct Ring {
  explicit Ring(uint64_t capacity_frames, uint64_t rest_bytes = 0)
      : region(make(capacity_frames * sizeof(float) + rest_bytes)),
        writer(region),
        reader(region) {}
  static AudioRegion make(uint64_t data_bytes) {
    std::string error;
    return std::move(*AudioRegion::create_private(data_bytes, error));
  }

  /// Writes frames whose value is their position.
  void write(uint64_t frames) {
    const uint64_t first = writer.position();
    writer.write(frames, [&](std::span<float> run, uint64_t offset) {
      std::iota(run.begin(), run.end(), static_cast<float>(first + offset));
    });
  }
  /// Whether frame @p frame still holds what write() put there.
  bool holds(uint64_t frame) const {
    return reader.runs(frame, 1)[0][0] == static_cast<float>(frame);
  }

  AudioRegion region;
  RingWriter writer;
  RingReader reader;
};

TEST(Ring, KeepsItsLatestFramesThroughManyWraps) {
  for (const uint64_t rest_bytes : {0, 1, 3}) {
    Ring ring(101, rest_bytes);
    ASSERT_EQ(ring.writer.capacity_frames(), 101u);
    ASSERT_EQ(ring.reader.capacity_frames(), 101u);
    const std::array<uint64_t, 6> chunks = {1, 50, 7, 13, 49, 2};
    for (int i = 0; i < 60; ++i) {
      ring.write(chunks[i % chunks.size()]);
      const uint64_t end = ring.writer.position();
      EXPECT_EQ(ring.reader.timeline().committed, end);
      for (uint64_t f = ring.reader.oldest(); f < end; ++f)
        ASSERT_TRUE(ring.holds(f)) << "frame " << f << " of " << end;
    }
  }
}

TEST(Ring, SplitsARunWhereItWraps) {
  Ring ring(100);
  const auto whole = ring.reader.runs(0, 100);
  EXPECT_EQ(whole[0].size(), 100u);
  EXPECT_EQ(whole[1].size(), 0u);
  const auto split = ring.reader.runs(190, 50);
  EXPECT_EQ(split[0].size(), 10u);
  EXPECT_EQ(split[1].size(), 40u);
  EXPECT_EQ(split[0].data(), ring.region.ring().data() + 90);
  EXPECT_EQ(split[1].data(), ring.region.ring().data());
}

TEST(Ring, TakesHalfItsCapacityAtOnce) {
  Ring ring(101);
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
  Ring ring(100);
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
  Ring ring(100);
  ring.write(50);
  ring.write(50);
  // As seen by a reader in the middle of the next write.
  ring.region.writable_header().claimed = 130;
  EXPECT_EQ(ring.reader.timeline().committed, 100u);
  EXPECT_EQ(ring.reader.oldest(), 30u);
  EXPECT_FALSE(ring.reader.intact(29));
}

TEST(Ring, TellsItsTimelines) {
  Ring ring(100);
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

}  // namespace
}  // namespace mood::ipc
