/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "effectbuilder.h"
#include "mappertest.h"

namespace mood::test {

using Colours = MapperTest;

TEST_F(Colours, APaletteOfOnesOwnForAMood) {
  settings_.palettes = {{"party", {{1, 2, 3}, {4, 5, 6}}}};
  settings_.mood_gradients = {{"*energetic*", {"party"}}, {"groove", {"Rust"}}};
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(effect().gradient, "Rust");
  MoodUpdate update = in_state(10 * kSecond, State::kPeak);
  update.category = "energetic_bright";
  mood(update);
  EXPECT_EQ(effect().gradient, "party");
  EXPECT_EQ(effect().colours, (std::vector<Colour>{{1, 2, 3}, {4, 5, 6}}));
}

TEST_F(Colours, APaletteMayTakeTheNameOfABuiltInOne) {
  settings_.palettes = {{"viridis", {{9, 9, 9}}}};
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(effect().colours, (std::vector<Colour>{{9, 9, 9}, {9, 9, 9}}));
}

TEST_F(Colours, OnePaletteForAll) {
  settings_.palette = "Frost";
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(effect().gradient, "Frost");
  section(event(kSecond, StructureEvent::kClimax));
  EXPECT_EQ(effect().gradient, "Frost");
}

TEST_F(Colours, OneColourForAll) {
  settings_.single_colour = Colour{255, 136, 0};
  settings_.beat_flash = true;
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(effect().gradient, "#ff8800");
  EXPECT_EQ(effect().colours,
            (std::vector<Colour>{{255, 136, 0}, {255, 136, 0}}));
  const auto flash = mapper_.beat_flash(kSecond, true);
  ASSERT_TRUE(flash);
  EXPECT_EQ(std::get<FlashAction>(flash->action).colour, (Colour{255, 136, 0}));
}

TEST_F(Colours, SilenceHasItsOwn) {
  settings_.silence.gradient = "Ember";
  settings_.silence.brightness = 0.2;
  settings_.silence.speed = 1;
  use(settings_);
  mood(in_state(0, State::kSilence));
  EXPECT_EQ(effect().gradient, "Ember");
  EXPECT_DOUBLE_EQ(effect().brightness.value(), 0.2);
  EXPECT_DOUBLE_EQ(effect().speed.value(), 1);
  settings_.mood_gradients = {{"silence", {"Rust"}}};
  use(settings_);
  mood(in_state(kSecond, State::kSilence));
  EXPECT_EQ(effect().gradient, "Rust");
}

TEST_F(Colours, SilenceMayLeaveTheLampsAlone) {
  settings_.silence.dim = false;
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(mood(in_state(5 * kSecond, State::kSilence)), 0u);
  ASSERT_EQ(advance(65 * kSecond), 1u);
  EXPECT_EQ(name(), "release");
}

TEST_F(Colours, SilenceMayNeverRelease) {
  settings_.silence.release_after_ns = 0;
  use(settings_);
  mood(groove(0));
  mood(in_state(5 * kSecond, State::kSilence));
  EXPECT_EQ(advance(100'000 * kSecond), 0u);
}

}  // namespace mood::test
