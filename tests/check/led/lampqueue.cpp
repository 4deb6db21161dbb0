/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampqueue.h"

#include <gtest/gtest.h>

#include <random>

#include "commands.h"

namespace mood::test {
namespace {

using Briefs = std::vector<std::string>;

Briefs drain(LampQueue& queue, uint64_t now_ns = 0) {
  Briefs briefs;
  LampQueue::Effects effects;
  while (const auto command = queue.pop(now_ns, effects))
    briefs.push_back(brief(*command));
  return briefs;
}

Briefs left_of(const std::vector<SceneCommand>& commands) {
  LampQueue queue;
  for (const SceneCommand& command : commands) queue.push(command, 0);
  return drain(queue);
}

}  // namespace

struct QueueCase {
  const char* name;
  std::vector<SceneCommand> pushed;
  Briefs left;
};

class LampQueueTest : public testing::TestWithParam<QueueCase> {};

TEST_P(LampQueueTest, KeepsWhatMakesTheSameLight) {
  EXPECT_EQ(left_of(GetParam().pushed), GetParam().left);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, LampQueueTest,
    testing::Values(
        QueueCase{"LastScene", {scene("a"), scene("b")}, {"scene b"}},
        QueueCase{
            "AbsentStays", {speed(1), brightness(0.5)}, {"effect 1.0 - 0.5"}},
        QueueCase{"LaterWins", {speed(1), speed(2)}, {"effect 2.0 - -"}},
        QueueCase{"SceneReplacesEffect", {speed(1), scene("a")}, {"scene a"}},
        QueueCase{"EffectOverScene",
                  {scene("a"), speed(1), brightness(0.5)},
                  {"scene a", "effect 1.0 - 0.5"}},
        QueueCase{"EffectsAcrossASceneAreApart",
                  {speed(1), scene("a"), brightness(0.5)},
                  {"scene a", "effect - - 0.5"}},
        QueueCase{"LastFlash", {flash(), flash()}, {"flash"}},
        QueueCase{"EffectsMergeAcrossFlashes",
                  {speed(1), flash(), brightness(1)},
                  {"flash", "effect 1.0 - 1.0"}},
        QueueCase{"ReleaseReplacesAll",
                  {scene("a"), speed(1), flash(), release()},
                  {"release"}},
        QueueCase{"ReleaseStaysBeforeWhatFollows",
                  {speed(1), release(), speed(2), speed(3)},
                  {"release", "effect 3.0 - -"}},
        QueueCase{"OneReleaseIsEnough", {release(), release()}, {"release"}},
        QueueCase{"OtherTargetsStay",
                  {speed(1, {"a"}), speed(2, {"b"}), speed(3, {"a"})},
                  {"effect 2.0 - -", "effect 3.0 - -"}},
        QueueCase{"OverlappingTargetsStay",
                  {speed(1, {"a"}), brightness(1), speed(2, {"a"})},
                  {"effect 1.0 - -", "effect - - 1.0", "effect 2.0 - -"}},
        QueueCase{"AllCoversOne", {scene("a", {"x"}), scene("b")}, {"scene b"}},
        QueueCase{"OneDoesNotCoverAll",
                  {scene("a"), scene("b", {"x"})},
                  {"scene a", "scene b"}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(LampQueue, IsBounded) {
  LampQueue queue;
  uint64_t dropped = 0;
  for (int i = 0; i < 1000; ++i)
    dropped += queue.push(scene("s", {std::to_string(i)}), 0).dropped;
  EXPECT_EQ(queue.size(), LampQueue::kCapacity);
  EXPECT_EQ(dropped, 1000 - LampQueue::kCapacity);
}

TEST(LampQueue, CountsWhatIsSuperfluous) {
  LampQueue queue;
  uint64_t coalesced = 0;
  for (int i = 0; i < 100; ++i) coalesced += queue.push(speed(i), 0).coalesced;
  EXPECT_EQ(coalesced, 99u);
  EXPECT_EQ(queue.size(), 1u);
}

TEST(LampQueue, AFlashThatIsLateIsNotSent) {
  LampQueue queue;
  queue.push(flash(), 0);
  queue.push(speed(1), 0);
  LampQueue::Effects effects;
  const auto command = queue.pop(LampQueue::kMaxFlashAge_ns + 1, effects);
  EXPECT_EQ(brief(command.value()), "effect 1.0 - -");
  EXPECT_EQ(effects.dropped, 1u);
}

TEST(LampQueue, WhatIsPutBackComesFirstUnlessItIsSuperfluous) {
  LampQueue queue;
  queue.push(scene("b"), 0);
  queue.put_back(speed(1), 0);
  EXPECT_EQ(drain(queue), Briefs{"scene b"});
  queue.push(speed(2), 0);
  queue.put_back(scene("a"), 0);
  EXPECT_EQ(drain(queue), (Briefs{"scene a", "effect 2.0 - -"}));
}

// A lamp in few words: what it shows after commands.
struct Light {
  std::string scene;
  double speed = 0;
  double brightness = 0;
  bool operator==(const Light&) const = default;

  void apply(const SceneCommand& command) {
    if (const auto* s = std::get_if<SceneAction>(&command.action))
      *this = {s->scene, 0, 0};
    if (std::holds_alternative<ReleaseAction>(command.action)) *this = {};
    if (const auto* e = std::get_if<EffectAction>(&command.action)) {
      speed = e->speed.value_or(speed);
      brightness = e->brightness.value_or(brightness);
    }
  }
};

TEST(LampQueue, RandomBurstsEndWithTheSameLight) {
  std::mt19937 random(7);
  for (int run = 0; run < 300; ++run) {
    Light expected, shown;
    LampQueue queue;
    for (int i = 0; i < 40; ++i) {
      const int kind = static_cast<int>(random() % 6);
      const SceneCommand next = kind == 0   ? scene(std::to_string(i))
                                : kind == 1 ? release()
                                : kind == 2 ? flash()
                                : kind == 3 ? speed(i)
                                            : brightness(i);
      expected.apply(next);
      queue.push(next, 0);
      LampQueue::Effects effects;
      if (random() % 8 == 0)
        if (const auto command = queue.pop(0, effects)) shown.apply(*command);
    }
    LampQueue::Effects effects;
    while (const auto command = queue.pop(0, effects)) shown.apply(*command);
    EXPECT_EQ(shown, expected) << "run " << run;
  }
}

}  // namespace mood::test
