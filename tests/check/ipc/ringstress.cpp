/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <vector>

#include "ringreader.h"
#include "ringwriter.h"

namespace mood::ipc {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr uint64_t kCapacity = 1001;

/// A frame that tells its own position; compared as bits, for some are NaN.
uint32_t stamp(uint64_t position) {
  return static_cast<uint32_t>(position * 0x9E3779B97F4A7C15u >> 32);
}

/// Writes stamped frames, in chunks of all sizes, until it is killed. Epoch n
/// begins at a position that song and start agree on.
[[noreturn]] void write_for_ever(AudioRegion& region) {
  RingWriter writer(region);
  writer.begin_epoch(1, stamp(0));
  for (uint64_t n = 1;; ++n) {
    const uint64_t frames = 1 + n * n % writer.maximum_chunk_frames();
    const uint64_t first = writer.position();
    writer.write(frames, [&](std::span<float> run, uint64_t offset) {
      for (size_t i = 0; i < run.size(); ++i)
        run[i] = std::bit_cast<float>(stamp(first + offset + i));
    });
    if (n % 8 == 0) writer.begin_epoch(n, stamp(writer.position()));
  }
}

struct Tally {
  uint64_t intact = 0;
  uint64_t overrun = 0;
  uint64_t torn = 0;
  uint64_t mixed_timelines = 0;
  uint64_t epochs = 0;

  bool suffices() const {
    return intact >= 200 && overrun >= 50 && epochs >= 50;
  }
};

void read_run(const RingReader& reader, uint64_t position, uint64_t frames,
              bool pause, Tally& tally) {
  std::vector<float> copy;
  copy.reserve(frames);
  for (const auto run : reader.runs(position, frames)) {
    const auto half = run.begin() + run.size() / 2;
    copy.insert(copy.end(), run.begin(), half);
    // On a machine with one free core the writer runs in such pauses only.
    if (pause) sched_yield();
    copy.insert(copy.end(), half, run.end());
  }
  if (!reader.intact(position)) {
    ++tally.overrun;
    return;
  }
  ++tally.intact;
  for (uint64_t i = 0; i < frames; ++i) {
    if (std::bit_cast<uint32_t>(copy[i]) == stamp(position + i)) continue;
    ++tally.torn;
    return;
  }
}

/// For a second at least, and until it has seen enough of everything.
Tally read_on(const RingReader& reader) {
  Tally tally;
  uint64_t epoch = 0;
  const auto start = Clock::now();
  for (uint64_t n = 0;; ++n) {
    const auto elapsed = Clock::now() - start;
    if (elapsed > 20s || (elapsed > 1s && tally.suffices())) return tally;
    const auto now = reader.timeline();
    if (now.epoch == 0) continue;
    tally.epochs += std::exchange(epoch, now.epoch) != now.epoch;
    tally.mixed_timelines +=
        now.song != stamp(now.epoch_start) || now.epoch_start > now.committed;
    // From all over the ring: the oldest frames are in the most danger.
    const uint64_t oldest = reader.oldest();
    if (now.committed <= oldest) continue;
    const uint64_t held = now.committed - oldest;
    const uint64_t skip = held * (n % 8) / 8;
    read_run(reader, oldest + skip, std::max<uint64_t>(1, (held - skip) / 2),
             n % 4 == 0, tally);
  }
}

TEST(RingStress, AReaderInAnotherProcessNeverVouchesForTornAudio) {
  std::string error;
  auto region = AudioRegion::create_shared(kCapacity * sizeof(float), error);
  ASSERT_TRUE(region) << error;
  const pid_t writer = fork();
  if (writer == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    write_for_ever(*region);
  }
  auto view = AudioRegion::map_read_only(UniqueFd(dup(region->fd())),
                                         region->region_bytes(), error);
  EXPECT_TRUE(view) << error;
  if (view) {
    const RingReader reader(*view);
    const auto tally = read_on(reader);
    EXPECT_TRUE(tally.suffices())
        << "nothing was tested: " << tally.intact << " intact, "
        << tally.overrun << " overrun, " << tally.epochs << " epochs";
    EXPECT_EQ(tally.torn, 0u);
    EXPECT_EQ(tally.mixed_timelines, 0u);
    RecordProperty("intact", static_cast<int>(tally.intact));
    RecordProperty("overrun", static_cast<int>(tally.overrun));
  }
  kill(writer, SIGKILL);
  EXPECT_EQ(waitpid(writer, nullptr, 0), writer);
}

}  // namespace
}  // namespace mood::ipc
