/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mappertest.h"

namespace mood::test {

using Silence = MapperTest;

TEST_F(Silence, DimsAtOnce) {
  mood(groove(0));
  ASSERT_EQ(mood(in_state(kSecond, State::kSilence)), 1u);
  EXPECT_EQ(command().cause, "silence");
  EXPECT_EQ(effect().gradient, "Ocean");
  EXPECT_LE(effect().brightness.value(), 0.3);
  EXPECT_EQ(mood(in_state(2 * kSecond, State::kSilence)), 0u);
}

TEST_F(Silence, ReleasesWhenItLasts) {
  mood(groove(0));
  mood(in_state(kSecond, State::kSilence));
  EXPECT_EQ(mapper_.next_deadline_ns(), 61 * kSecond);
  EXPECT_EQ(advance(61 * kSecond - 1), 0u);
  ASSERT_EQ(advance(70 * kSecond), 1u);
  EXPECT_EQ(name(), "release");
  EXPECT_EQ(command().cause, "silence");
  EXPECT_EQ(command().running_time_ns, 61 * kSecond);
  EXPECT_EQ(advance(300 * kSecond), 0u);
  EXPECT_FALSE(mapper_.next_deadline_ns());
  EXPECT_EQ(mood(in_state(301 * kSecond, State::kSilence)), 0u);
}

TEST_F(Silence, EndsWithARestore) {
  mood(groove(0));
  mood(in_state(kSecond, State::kSilence));
  ASSERT_EQ(mood(groove(2 * kSecond)), 1u);
  EXPECT_EQ(command().cause, "restore");
  EXPECT_EQ(effect().gradient, "Viridis");
  EXPECT_EQ(advance(100 * kSecond), 0u);
}

TEST_F(Silence, EndsWithARestoreAfterARelease) {
  mood(groove(0));
  mood(in_state(kSecond, State::kSilence));
  advance(70 * kSecond);
  ASSERT_EQ(mood(groove(80 * kSecond)), 1u);
  EXPECT_EQ(command().cause, "restore");
  EXPECT_TRUE(mapper_.held());
}

TEST_F(Silence, EndsReactionsAndStopsFlashes) {
  use({.beat_flash = true});
  mood(groove(0));
  section(event(kSecond, StructureEvent::kClimax));
  EXPECT_EQ(mood(in_state(2 * kSecond, State::kSilence)), 1u);
  EXPECT_EQ(advance(10 * kSecond), 0u);
  EXPECT_EQ(section(event(11 * kSecond, StructureEvent::kBeatDrop)), 0u);
  EXPECT_FALSE(mapper_.beat_flash(12 * kSecond, false));
}

TEST_F(Silence, ASourceThatSleepsIsSilent) {
  SceneMapper::Commands out;
  mapper_.starve(kSecond, out);
  EXPECT_TRUE(out.empty());
  mood(groove(2 * kSecond));
  mapper_.starve(8 * kSecond, out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].cause, "silence");
  EXPECT_EQ(out[0].running_time_ns, 8 * kSecond);
  ASSERT_EQ(mood(groove(20 * kSecond)), 1u);
  EXPECT_EQ(command().cause, "restore");
}

}  // namespace mood::test
