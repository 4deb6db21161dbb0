/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sceneverdicts.h"

#include <gtest/gtest.h>

namespace mood::test {

TEST(SceneVerdicts, TheOnlyLampDecides) {
  SceneVerdicts verdicts;
  verdicts.posted("club", {"a"});
  const auto refusal = verdicts.refused("a", "club", "no such scene");
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->scene, "club");
  EXPECT_EQ(refusal->reason, "no such scene");
}

TEST(SceneVerdicts, AllLampsHaveToRefuse) {
  SceneVerdicts verdicts;
  verdicts.posted("club", {"a", "b"});
  EXPECT_FALSE(verdicts.refused("a", "club", "no"));
  EXPECT_FALSE(verdicts.refused("a", "club", "no"));
  EXPECT_TRUE(verdicts.refused("b", "club", "no"));
}

TEST(SceneVerdicts, OneLampThatShowsItIsEnough) {
  SceneVerdicts verdicts;
  verdicts.posted("club", {"a", "b"});
  verdicts.shown("club");
  EXPECT_FALSE(verdicts.refused("a", "club", "no"));
  EXPECT_FALSE(verdicts.refused("b", "club", "after it went and came back"));
}

TEST(SceneVerdicts, LampsThatAreAwayHaveNoSay) {
  SceneVerdicts verdicts;
  EXPECT_FALSE(verdicts.went_away("b"));
  verdicts.posted("club", {"a", "b"});
  EXPECT_TRUE(verdicts.refused("a", "club", "no"));

  verdicts.came_back("b");
  verdicts.posted("club", {"a", "b"});
  EXPECT_FALSE(verdicts.refused("a", "club", "no"));
  EXPECT_TRUE(verdicts.went_away("b")) << "before it could answer";
}

TEST(SceneVerdicts, LampsThatAreAllAwayRefuseNothing) {
  SceneVerdicts verdicts;
  verdicts.posted("club", {"a"});
  EXPECT_FALSE(verdicts.went_away("a"));
  verdicts.came_back("a");
  EXPECT_TRUE(verdicts.refused("a", "club", "no")) << "asked after its return";
}

TEST(SceneVerdicts, OnlyTheLatestSceneCounts) {
  SceneVerdicts verdicts;
  verdicts.posted("old", {"a"});
  verdicts.posted("new", {"a"});
  verdicts.shown("old");
  EXPECT_FALSE(verdicts.refused("a", "old", "no"));
  EXPECT_TRUE(verdicts.refused("a", "new", "no"));
}

TEST(SceneVerdicts, IsToldOnceEachTimeTheSceneIsPosted) {
  SceneVerdicts verdicts;
  for (int time = 0; time < 2; ++time) {
    verdicts.posted("club", {"a"});
    EXPECT_TRUE(verdicts.refused("a", "club", "no"));
    EXPECT_FALSE(verdicts.refused("a", "club", "no"));
  }
}

TEST(SceneVerdicts, NothingPostedNothingRefused) {
  SceneVerdicts verdicts;
  EXPECT_FALSE(verdicts.refused("a", "club", "no"));
  EXPECT_FALSE(verdicts.refused("a", "", "no"));
  EXPECT_FALSE(verdicts.went_away("a"));
}

}  // namespace mood::test
