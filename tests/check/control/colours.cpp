/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "gradients.h"
#include "vocabulary.h"

namespace mood::test {

TEST(Colour, WritesAndReadsHex) {
  EXPECT_EQ(to_string(Colour{0, 171, 255}), "#00abff");
  EXPECT_EQ(colour_from_string("#00ABff"), (Colour{0, 171, 255}));
}

TEST(Colour, RefusesWhatIsNoColour) {
  for (const char* text : {"", "#", "00abff", "#00abf", "#00abff0", "#00abfg",
                           "#-0abff", "#+0abff", "# 0abff"}) {
    EXPECT_FALSE(colour_from_string(text)) << text;
  }
}

TEST(Gradients, AreFoundInAnyCase) {
  for (const char* name : {"Rainbow", "Sunset", "Plasma", "Frost", "Rust",
                           "Borealis", "Viridis", "Ocean"}) {
    ASSERT_NE(find_gradient(name), nullptr) << name;
    EXPECT_EQ(find_gradient(name)->name, name);
  }
  EXPECT_EQ(find_gradient("rAINBOW"), find_gradient("Rainbow"));
  EXPECT_EQ(find_gradient("Rainbo"), nullptr);
  EXPECT_EQ(find_gradient(""), nullptr);
}

TEST(Gradients, HaveDistinctStopsAndALightest) {
  for (const Gradient& gradient : gradients()) {
    ASSERT_GE(gradient.stops.size(), 2u) << gradient.name;
    for (const Colour stop : gradient.stops) {
      EXPECT_LE(luma(stop), luma(gradient.lightest())) << gradient.name;
    }
    EXPECT_NE(gradient.stops.front(), gradient.stops.back());
  }
}

TEST(StructureEvents, RoundTrip) {
  for (const auto name : kStructureEventNames) {
    EXPECT_EQ(to_string(structure_event_from_string(name).value()), name);
  }
  EXPECT_FALSE(structure_event_from_string("beat_drop"));
}

}  // namespace mood::test
