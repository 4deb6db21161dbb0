/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "windowmemory.h"

#include <gtest/gtest.h>

namespace mood {
namespace {

TEST(WindowMemory, KnowsNothingAtFirst) {
  WindowMemory memory(100);
  EXPECT_FALSE(memory.covers(0));
  EXPECT_FALSE(memory.covers(UINT64_MAX));
}

TEST(WindowMemory, FindsTheLatestThatHadEnded) {
  WindowMemory memory(15);
  for (uint64_t end : {100, 200, 300}) memory.add(end);
  EXPECT_FALSE(memory.covers(99));
  EXPECT_TRUE(memory.covers(100));
  EXPECT_TRUE(memory.covers(115));
  EXPECT_FALSE(memory.covers(116)) << "too old, and the next is to come";
  EXPECT_TRUE(memory.covers(200));
  EXPECT_TRUE(memory.covers(315));
  EXPECT_FALSE(memory.covers(316));
  memory.clear();
  EXPECT_FALSE(memory.covers(300));
}

TEST(WindowMemory, ForgetsTheOldestWithoutHarm) {
  WindowMemory memory(9);
  for (uint64_t i = 1; i <= 1000; ++i) memory.add(10 * i);
  EXPECT_TRUE(memory.covers(10'000));
  EXPECT_TRUE(memory.covers(9'995));
  EXPECT_FALSE(memory.covers(5));
  EXPECT_FALSE(memory.covers(500)) << "overwritten";
}

}  // namespace
}  // namespace mood
