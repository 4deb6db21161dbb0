/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "features/harmonicseparation.h"
#include "separated.h"

namespace mood::features {
namespace {

TEST(HarmonicSeparationSliding, NothingStaleChangesNothing) {
  const auto window = music(60 * kHop);
  Separated separated(window);
  const auto before = separated.harmonic();
  separated.process(window, {});
  EXPECT_TRUE(same_bits(separated.harmonic(), before));
  EXPECT_EQ(separated.separation.changed().size(), 0u);
}

TEST(HarmonicSeparationSliding, AShorterWindowFollowsALongerOne) {
  const auto all = music(60 * kHop);
  Separated separated(all);
  for (const size_t samples : {1u, 5000u, 700u, 30000u}) {
    const auto window = std::span(all).subspan(100, samples);
    separated.process(window, Stale::all(frame_count(samples)));
    EXPECT_TRUE(same_bits(separated.harmonic(), Separated(window).harmonic()));
    EXPECT_EQ(separated.separation.changed().head, (Range{0, samples}));
    EXPECT_TRUE(separated.separation.changed().tail.empty());
  }
}

/// Samples of @p separated that are not those of @p before, moved on, must be
/// among the changed ones.
void expect_changes_told(const Separated& separated,
                         const std::vector<float>& before, size_t hops) {
  const auto after = separated.separation.harmonic();
  const Stale changed = separated.separation.changed();
  std::vector<bool> told(after.size());
  changed.for_each([&](size_t i) { told.at(i) = true; });
  for (size_t i = 0; i < after.size(); ++i) {
    const size_t was = i + hops * kHop;
    ASSERT_TRUE(told[i] || (was < before.size() && before[was] == after[i]))
        << i << " of " << after.size() << ", " << hops << " hops";
  }
}

/// Slides a window of @p samples over @p all by @p hops.
void expect_incremental_equals_full(std::span<const float> all, size_t samples,
                                    const std::vector<size_t>& hops) {
  Separated sliding(all.first(samples));
  size_t begin = 0;
  for (const size_t hop : hops) {
    begin += hop * kHop;
    if (begin + samples > all.size()) break;
    const auto window = all.subspan(begin, samples);
    const auto before = sliding.harmonic();
    sliding.slide(window, hop);
    const Separated fresh(window);
    ASSERT_TRUE(same_bits(sliding.harmonic(), fresh.harmonic()))
        << samples << " samples, " << hop << " hops";
    ASSERT_EQ(sliding.separation.harmonic_energy(),
              fresh.separation.harmonic_energy());
    expect_changes_told(sliding, before, hop);
  }
}

TEST(HarmonicSeparationSliding, IncrementalEqualsFullInShortWindows) {
  const auto all = music(300 * kHop);
  for (size_t frames = 1; frames <= 40; ++frames) {
    const size_t extra[] = {1, 300, 511, 0};
    const size_t samples =
        std::max<size_t>(1, (frames - 1) * kHop + extra[frames % 4]);
    expect_incremental_equals_full(all, samples, {1, 0, 2, 5, 17, 31, 50, 3});
  }
}

TEST(HarmonicSeparationSliding, IncrementalEqualsFullInLongWindows) {
  const auto all = music(400 * kHop);
  for (const size_t samples : {66150u, 90u * unsigned(kHop)})
    expect_incremental_equals_full(all, samples, {1, 10, 0, 43, 90, 12, 7});
}

TEST(HarmonicSeparationSliding, IncrementalEqualsFullWhereTheMiddleIsStale) {
  auto window = music(130 * kHop);
  Separated separated(window);
  for (size_t i = 40 * kHop; i < 60 * kHop; ++i) window[i] = -window[i] / 2;
  separated.process(window, {{38, 63}, {}});
  EXPECT_TRUE(same_bits(separated.harmonic(), Separated(window).harmonic()));
  EXPECT_LT(separated.separation.changed().size(), 70 * kHop);
}

TEST(HarmonicSeparationSliding, ShortHopsLeaveTheMiddleAlone) {
  const auto all = music(140 * kHop);
  const std::span<const float> samples = all;
  Separated sliding(samples.first(66150));
  sliding.slide(samples.subspan(5 * kHop, 66150), 5);
  // 18 frames at the head, 23 at the tail.
  const Stale changed = sliding.separation.changed();
  EXPECT_EQ(changed.head, (Range{0, 19 * kHop}));
  EXPECT_EQ(changed.tail, (Range{(130 - 23 - 2) * kHop, 66150}));
}

}  // namespace
}  // namespace mood::features
