/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "progressboard.h"

#include <gtest/gtest.h>

#include <functional>
#include <future>

namespace mood {
namespace {

using namespace std::chrono_literals;
using Wait = Extractor::Wait;

constexpr auto kLong = 20s;  // never waited for, unless a test fails

ipc::ProgressPacket progress(uint64_t configuration, uint64_t epoch,
                             uint64_t position, bool drained = false) {
  auto packet =
      ipc::make_packet<ipc::ProgressPacket>(ipc::PacketType::kProgress);
  packet.origin = {configuration, epoch};
  packet.position = position;
  packet.drained = drained;
  return packet;
}

constexpr ProgressTarget kTarget = {
    .configuration = 1, .epoch = 2, .position = 1000};
constexpr ProgressTarget kDrained = {
    .configuration = 1, .epoch = 2, .position = 1000, .drained = true};

TEST(ProgressBoard, KnowsWhatIsReached) {
  struct Case {
    const char* what;
    ipc::ProgressPacket progress;
    ProgressTarget target;
    bool reached;
  };
  for (const auto& c : {
           Case{"exactly", progress(1, 2, 1000), kTarget, true},
           Case{"more", progress(1, 2, 5000), kTarget, true},
           Case{"less", progress(1, 2, 999), kTarget, false},
           Case{"another epoch", progress(1, 3, 5000), kTarget, false},
           Case{"another region", progress(2, 2, 5000), kTarget, false},
           Case{"drained", progress(1, 2, 1000, true), kDrained, true},
           Case{"not drained", progress(1, 2, 1000), kDrained, false},
       }) {
    ProgressBoard board;
    board.publish(c.progress);
    EXPECT_EQ(board.wait_for(c.target, 0s),
              c.reached ? Wait::kReached : Wait::kGivenUp)
        << c.what;
  }
}

TEST(ProgressBoard, ReachesNothingByItself) {
  ProgressBoard board;
  EXPECT_EQ(board.wait_for({.configuration = 1}, 0s), Wait::kGivenUp);
}

TEST(ProgressBoard, GivesUpAtTheDeadline) {
  ProgressBoard board;
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(board.wait_for(kTarget, 30ms), Wait::kGivenUp);
  EXPECT_GE(std::chrono::steady_clock::now() - before, 30ms);
}

/// What a thread that waits already is told when @p act happens.
Wait wait_while(const std::function<void(ProgressBoard&)>& act,
                std::chrono::nanoseconds limit = kLong) {
  ProgressBoard board;
  auto wait = std::async(std::launch::async,
                         [&] { return board.wait_for(kTarget, limit); });
  // Too early is no error, only less of a test.
  wait.wait_for(20ms);
  act(board);
  return wait.get();
}

TEST(ProgressBoard, WakesAWaitingThreadWhenItsTargetIsReached) {
  EXPECT_EQ(wait_while([](auto& board) {
              board.publish(progress(1, 2, 500));
              board.publish(progress(1, 2, 1000));
            }),
            Wait::kReached);
}

TEST(ProgressBoard, WakesAWaitingThreadWhenThereIsNoHope) {
  EXPECT_EQ(wait_while([](auto& board) { board.set_hopeless(true); }),
            Wait::kGivenUp);
}

TEST(ProgressBoard, WakesAWaitingThreadWhenItIsInterrupted) {
  EXPECT_EQ(wait_while([](auto& board) { board.interrupt(true); }),
            Wait::kInterrupted);
}

TEST(ProgressBoard, WaitsForAsLongAsAClockCanCount) {
  EXPECT_EQ(wait_while([](auto& board) { board.publish(progress(1, 2, 1000)); },
                       std::chrono::nanoseconds::max()),
            Wait::kReached);
}

TEST(ProgressBoard, SeesWhatIsReachedEvenWithoutHope) {
  ProgressBoard board;
  board.publish(progress(1, 2, 1000));
  board.set_hopeless(true);
  EXPECT_EQ(board.wait_for(kTarget, kLong), Wait::kReached);
}

TEST(ProgressBoard, StaysInterruptedUntilItIsTold) {
  ProgressBoard board;
  board.publish(progress(1, 2, 1000));
  board.interrupt(true);
  EXPECT_EQ(board.wait_for(kTarget, kLong), Wait::kInterrupted);
  EXPECT_EQ(board.wait_for(kTarget, kLong), Wait::kInterrupted);
  board.interrupt(false);
  EXPECT_EQ(board.wait_for(kTarget, kLong), Wait::kReached);
}

TEST(ProgressBoard, HopesAgain) {
  ProgressBoard board;
  board.set_hopeless(true);
  board.set_hopeless(false);
  auto wait = std::async(std::launch::async,
                         [&] { return board.wait_for(kTarget, kLong); });
  board.publish(progress(1, 2, 1000));
  EXPECT_EQ(wait.get(), Wait::kReached);
}

TEST(ProgressBoard, ServesAWriterAndAReaderInStep) {
  ProgressBoard board;
  auto reader = std::async(std::launch::async, [&] {
    for (uint64_t i = 1; i <= 2000; ++i)
      if (board.wait_for({.configuration = 1, .epoch = 2, .position = i},
                         kLong) != Wait::kReached)
        return false;
    return true;
  });
  for (uint64_t i = 1; i <= 2000; ++i) board.publish(progress(1, 2, i));
  EXPECT_TRUE(reader.get());
}

}  // namespace
}  // namespace mood
