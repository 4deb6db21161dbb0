/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "effectbuilder.h"
#include "gradients.h"
#include "lookchooser.h"
#include "reactions.h"

namespace mood::test {
namespace {

struct GradientCase {
  double energy, brightness, warmth;
  const char* gradient;
};

MoodUpdate with(const Metrics& metrics) {
  MoodUpdate mood;
  mood.metrics = metrics;
  return mood;
}

Look look_of(const Metrics& metrics) {
  LookChooser chooser;
  chooser.update(with(metrics));
  return chooser.look();
}

}  // namespace

class GradientChoice : public ::testing::TestWithParam<GradientCase> {};

TEST_P(GradientChoice, FirstMatchWins) {
  const GradientCase& c = GetParam();
  Metrics metrics;
  metrics.energy = c.energy;
  metrics.brightness = c.brightness;
  metrics.warmth = c.warmth;
  EXPECT_EQ(look_of(metrics).gradient, c.gradient);
  EXPECT_NE(find_gradient(c.gradient), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    Looks, GradientChoice,
    ::testing::Values(GradientCase{.71, .61, 1, "Rainbow"},
                      GradientCase{.71, .6, .51, "Sunset"},
                      GradientCase{.71, .6, .5, "Plasma"},
                      GradientCase{.7, .71, 1, "Frost"},
                      GradientCase{.7, .29, 1, "Rust"},
                      GradientCase{.7, .5, .51, "Borealis"},
                      GradientCase{.7, .5, .5, "Viridis"}));

TEST(LookChooser, SpeedBlurBrightness) {
  Metrics metrics;
  EXPECT_EQ(look_of(metrics).speed, 1.5);
  EXPECT_EQ(look_of(metrics).blur, 2);
  EXPECT_EQ(look_of(metrics).brightness, 0.5);
  metrics.energy = 0.41;
  EXPECT_EQ(look_of(metrics).speed, 2.5);
  metrics.energy = 0.71;
  EXPECT_EQ(look_of(metrics).speed, 4);
  metrics.intensity = 0.61;
  EXPECT_EQ(look_of(metrics).blur, 0.5);
  metrics.brightness = 0.8;
  EXPECT_DOUBLE_EQ(look_of(metrics).brightness, 0.9);
}

TEST(LookChooser, DoesNotFlickerAroundAThreshold) {
  LookChooser chooser;
  Metrics metrics;
  metrics.energy = 0.72;
  chooser.update(with(metrics));
  for (int i = 0; i < 10; ++i) {
    metrics.energy = i % 2 ? 0.72 : 0.68;
    chooser.update(with(metrics));
    EXPECT_EQ(chooser.look().gradient, "Plasma");
    EXPECT_EQ(chooser.look().speed, 4);
  }
  metrics.energy = 0.66;
  chooser.update(with(metrics));
  EXPECT_EQ(chooser.look().speed, 2.5);
  metrics.energy = 0.72;
  chooser.update(with(metrics));
  EXPECT_EQ(chooser.look().speed, 2.5);
}

TEST(EffectBuilder, ScalesByIntensityOnce) {
  const Look look = {"Frost", 4, 2, 0.8};
  MapperSettings settings;
  settings.intensity = 0.5;
  const EffectAction effect = build_effect(look, settings, 700).value();
  EXPECT_DOUBLE_EQ(effect.speed.value(), 2);
  EXPECT_DOUBLE_EQ(effect.blur.value(), 1);
  EXPECT_DOUBLE_EQ(effect.brightness.value(), 0.4);
  EXPECT_EQ(effect.transition_ms, 700u);
  const auto stops = find_gradient("Frost")->stops;
  ASSERT_EQ(effect.colours.size(), stops.size());
  EXPECT_EQ(effect.colours.front(), stops.front());
}

TEST(EffectBuilder, IntensityZeroIsNotBlack) {
  MapperSettings settings;
  settings.intensity = 0;
  const EffectAction effect = build_effect(Look(), settings, 0).value();
  EXPECT_GT(effect.brightness.value(), 0);
  EXPECT_GT(effect.speed.value(), 0);
}

TEST(EffectBuilder, AdjustsOnlyWhatItMay) {
  MapperSettings settings;
  settings.adjust_colors = false;
  auto effect = build_effect(Look(), settings, 0);
  ASSERT_TRUE(effect);
  EXPECT_TRUE(effect->gradient.empty());
  EXPECT_TRUE(effect->colours.empty());
  EXPECT_TRUE(effect->speed);

  settings.adjust_effects = false;
  EXPECT_FALSE(build_effect(Look(), settings, 0));

  settings.adjust_colors = true;
  effect = build_effect(Look(), settings, 0);
  ASSERT_TRUE(effect);
  EXPECT_FALSE(effect->speed || effect->blur || effect->brightness);
  EXPECT_FALSE(effect->gradient.empty());
}

TEST(Reactions, CoverTheMoodsLook) {
  const Look own = {"Rust", 1.5, 2, 0.55};
  const Look drop = find_reaction(StructureEvent::kBeatDrop)->over(own);
  EXPECT_EQ(drop.gradient, "Plasma");
  EXPECT_EQ(drop.speed, 5);
  EXPECT_EQ(drop.brightness, 1);
  EXPECT_EQ(drop.blur, own.blur);
  const Look calm = find_reaction(StructureEvent::kBreakdownStart)->over(own);
  EXPECT_EQ(calm.gradient, own.gradient);
  EXPECT_EQ(calm.speed, 1);
  EXPECT_EQ(calm.blur, 3);
  EXPECT_EQ(calm.brightness, 0.6);
  EXPECT_EQ(find_reaction(StructureEvent::kNone), nullptr);
  EXPECT_EQ(find_reaction(StructureEvent::kEnergyRise), nullptr);
}

}  // namespace mood::test
