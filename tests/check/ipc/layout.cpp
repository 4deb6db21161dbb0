/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "ringgeometry.h"

namespace mood::ipc {
namespace {

SampleLayout cd() {
  return {.kind = SampleKind::kSigned,
          .width_bytes = 2,
          .depth_bits = 16,
          .channels = 2,
          .rate_hz = 44100};
}

template <typename Change>
bool valid_with(Change change) {
  auto layout = cd();
  change(layout);
  return is_valid(layout);
}

TEST(Layout, OfACompactDiscIsValid) { EXPECT_TRUE(is_valid(cd())); }

TEST(Layout, ReachesFromTelephonyToTheEdgeOfTheContract) {
  EXPECT_TRUE(valid_with([](auto& l) { l.rate_hz = 4000; }));
  EXPECT_TRUE(valid_with([](auto& l) { l.rate_hz = 384000; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.rate_hz = 3999; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.rate_hz = 384001; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.rate_hz = 0; }));
  EXPECT_TRUE(valid_with([](auto& l) { l.channels = 1; }));
  EXPECT_TRUE(valid_with([](auto& l) { l.channels = 64; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.channels = 0; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.channels = 65; }));
}

TEST(Layout, HasSamplesThatFitTheirStorage) {
  EXPECT_FALSE(valid_with([](auto& l) { l.width_bytes = 0; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.width_bytes = 5; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.width_bytes = 8; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.depth_bits = 0; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.depth_bits = 17; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.shift_bits = 1; }));
  EXPECT_FALSE(valid_with([](auto& l) { l.depth_bits = l.shift_bits = 255; }));
  EXPECT_TRUE(valid_with([](auto& l) { l.depth_bits = l.shift_bits = 8; }));
}

TEST(Layout, OfFloatsIsSingleOrDouble) {
  for (uint8_t width = 0; width < 20; ++width)
    EXPECT_EQ(valid_with([&](auto& l) {
                l.kind = SampleKind::kFloat;
                l.width_bytes = width;
              }),
              width == 4 || width == 8)
        << int{width};
}

TEST(Layout, OfAnUnknownKindIsInvalid) {
  EXPECT_FALSE(valid_with([](auto& l) { l.kind = SampleKind(3); }));
  EXPECT_FALSE(valid_with([](auto& l) { l.kind = SampleKind(255); }));
}

}  // namespace
}  // namespace mood::ipc
