/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenerotation.h"

#include <gtest/gtest.h>

#include <set>

namespace mood::test {
namespace {

const SceneRotation::Usable kAll = [](const std::string&) { return true; };

std::string step(SceneRotation& rotation,
                 const SceneRotation::Usable& usable = kAll) {
  const auto scene = rotation.next(usable);
  if (!scene) return "(none)";
  rotation.advance(*scene);
  return *scene;
}

}  // namespace

TEST(SceneRotation, GoesRound) {
  SceneRotation rotation({"a", "b", "c"}, SceneOrder::kRotation);
  std::string seen;
  for (int i = 0; i < 7; ++i) seen += step(rotation);
  EXPECT_EQ(seen, "abcabca");
}

TEST(SceneRotation, MovesOnlyWhenASceneWasActivated) {
  SceneRotation rotation({"a", "b"}, SceneOrder::kRotation);
  EXPECT_EQ(rotation.next(kAll), "a");
  EXPECT_EQ(rotation.next(kAll), "a");
  rotation.advance("elsewhere");
  EXPECT_EQ(rotation.next(kAll), "a");
  rotation.advance("a");
  EXPECT_EQ(rotation.next(kAll), "b");
}

TEST(SceneRotation, LeavesOutTheUnusable) {
  SceneRotation rotation({"a", "b", "c"}, SceneOrder::kRotation);
  const auto not_b = [](const std::string& scene) { return scene != "b"; };
  std::string seen;
  for (int i = 0; i < 4; ++i) seen += step(rotation, not_b);
  EXPECT_EQ(seen, "acac");
  EXPECT_EQ(step(rotation, [](const std::string&) { return false; }), "(none)");
}

TEST(SceneRotation, ShuffleShowsAllBeforeAnyAgainAndNoneTwiceInARow) {
  SceneRotation rotation({"a", "b", "c", "d", "e"}, SceneOrder::kShuffle);
  std::string last;
  std::set<std::string> orders;
  for (int round = 0; round < 50; ++round) {
    std::set<std::string> seen;
    std::string order;
    for (int i = 0; i < 5; ++i) {
      const std::string scene = step(rotation);
      EXPECT_NE(scene, last);
      seen.insert(last = scene);
      order += scene;
    }
    EXPECT_EQ(seen.size(), 5u) << "round " << round;
    orders.insert(order);
  }
  EXPECT_GT(orders.size(), 10u);
}

TEST(SceneRotation, ShufflesTheSameWayInEveryRun) {
  SceneRotation one({"a", "b", "c", "d"}, SceneOrder::kShuffle);
  SceneRotation two({"a", "b", "c", "d"}, SceneOrder::kShuffle);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(step(one), step(two));
}

}  // namespace mood::test
