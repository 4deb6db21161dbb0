/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lightwatch.h"

#include <algorithm>

#include "mappertest.h"

namespace mood::test {
namespace {

using Verdict = LightWatch::Verdict;

SceneCommand at(uint64_t at_ns, SceneActionVariant action) {
  SceneCommand command;
  command.action = std::move(action);
  command.running_time_ns = at_ns;
  return command;
}

EffectAction bright(double brightness, uint32_t transition_ms) {
  EffectAction effect;
  effect.gradient = "Plasma";
  effect.brightness = brightness;
  effect.transition_ms = transition_ms;
  return effect;
}

uint32_t transition(const SceneCommand& command) {
  return std::get<EffectAction>(command.action).transition_ms;
}

}  // namespace

TEST(LightWatch, ScenesThatWouldFlickerArePutOff) {
  LightWatch watch;
  std::vector<uint64_t> sent_ns;
  for (uint64_t i = 0; i < 40; ++i) {
    SceneCommand command = at(i * 50 * kMs, SceneAction{"s"});
    while (watch.judge(command) == Verdict::kLater) {
    }
    sent_ns.push_back(command.running_time_ns);
  }
  // Of several at the same moment only the last can be seen.
  std::sort(sent_ns.begin(), sent_ns.end());
  sent_ns.erase(std::unique(sent_ns.begin(), sent_ns.end()), sent_ns.end());
  EXPECT_GE(sent_ns.size(), 6u);
  for (size_t i = 3; i < sent_ns.size(); ++i) {
    EXPECT_GT(sent_ns[i] - sent_ns[i - 3], kSecond);
  }
}

TEST(LightWatch, JumpsOfBrightnessBecomeSoft) {
  LightWatch watch;
  int sudden = 0;
  for (uint64_t i = 0; i < 100; ++i) {
    SceneCommand command = at(i * 100 * kMs, bright(i % 2 ? 1 : .3, 100));
    EXPECT_EQ(watch.judge(command), Verdict::kPass);
    sudden += transition(command) < 400;
  }
  EXPECT_LE(sudden, 30) << "ten seconds";
  EXPECT_GE(sudden, 20);
}

TEST(LightWatch, JumpsAndFlashesShareTheLimit) {
  LightWatch watch;
  for (const uint64_t at_ms : {0u, 300u, 600u}) {
    SceneCommand command = at(at_ms * kMs, bright(at_ms == 300 ? .3 : 1, 100));
    watch.judge(command);
    EXPECT_EQ(transition(command), 100u);
  }
  SceneCommand flash = at(900 * kMs, FlashAction());
  EXPECT_EQ(watch.judge(flash), Verdict::kRefuse);
}

TEST(LightWatch, AFlashBelongsToTheJumpItComesWith) {
  LightWatch watch;
  SceneCommand effect = at(kSecond, bright(1, 100));
  SceneCommand flash = at(kSecond, FlashAction());
  EXPECT_EQ(watch.judge(effect), Verdict::kPass);
  EXPECT_EQ(watch.judge(flash), Verdict::kPass);
  EXPECT_EQ(watch.judge(flash), Verdict::kRefuse) << "a second one";
}

TEST(LightWatch, SlowAndSmallChangesDoNotCount) {
  LightWatch watch;
  SceneCommand first = at(0, bright(.5, 1000));
  watch.judge(first);
  for (uint64_t i = 1; i < 50; ++i) {
    SceneCommand small = at(i * 20 * kMs, bright(i % 2 ? .55 : .5, 100));
    watch.judge(small);
    EXPECT_EQ(transition(small), 100u);
  }
  SceneCommand flash = at(kSecond, FlashAction());
  EXPECT_EQ(watch.judge(flash), Verdict::kPass);
}

TEST(LightWatch, HasNoLimitOnRequest) {
  LightWatch watch;
  watch.set_unlimited(true);
  for (uint64_t i = 0; i < 20; ++i) {
    SceneCommand flash = at(i * kMs, FlashAction());
    EXPECT_EQ(watch.judge(flash), Verdict::kPass);
    SceneCommand scene = at(i * kMs, SceneAction{"s"});
    EXPECT_EQ(watch.judge(scene), Verdict::kPass);
    SceneCommand effect = at(i * kMs, bright(i % 2, 10));
    watch.judge(effect);
    EXPECT_EQ(transition(effect), 10u);
  }
}

}  // namespace mood::test
