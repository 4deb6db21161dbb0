/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keymemory.h"

#include <gtest/gtest.h>

namespace mood {
namespace {

KeyEstimate key(uint32_t pitch_class) { return {0.5, pitch_class, {}}; }

TEST(KeyMemory, KnowsNothingAtFirst) {
  KeyMemory memory(100);
  EXPECT_EQ(memory.at(0), nullptr);
  EXPECT_EQ(memory.at(UINT64_MAX), nullptr);
}

TEST(KeyMemory, FindsTheLatestThatWasKnown) {
  KeyMemory memory(100);
  for (uint32_t i = 1; i <= 10; ++i) memory.add(10 * i, key(i));
  EXPECT_EQ(memory.at(9), nullptr);
  EXPECT_EQ(memory.at(10)->pitch_class, 1u);
  EXPECT_EQ(memory.at(19)->pitch_class, 1u);
  EXPECT_EQ(memory.at(55)->pitch_class, 5u);
  EXPECT_EQ(memory.at(100)->pitch_class, 10u);
  EXPECT_EQ(memory.at(200)->pitch_class, 10u);
  EXPECT_EQ(memory.at(201), nullptr) << "too old";
  memory.clear();
  EXPECT_EQ(memory.at(100), nullptr);
}

TEST(KeyMemory, ForgetsTheOldestWithoutHarm) {
  KeyMemory memory(1'000'000);
  for (uint32_t i = 1; i <= 1000; ++i) memory.add(10 * i, key(i % 12));
  EXPECT_EQ(memory.at(10'000)->pitch_class, 1000u % 12);
  EXPECT_EQ(memory.at(9'995)->pitch_class, 999u % 12);
  EXPECT_EQ(memory.at(5), nullptr);
  EXPECT_EQ(memory.at(500), nullptr) << "overwritten";
}

}  // namespace
}  // namespace mood
