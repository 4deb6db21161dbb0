/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "differences.h"
#include "signals.h"
#include "tune.h"

/// Windows that overlap the one before: what was kept of that one must not
/// show.
namespace mood::features {
namespace {

struct Slide {
  size_t window_s;
  size_t hops;
};

void PrintTo(const Slide& slide, std::ostream* out) {
  *out << slide.window_s << " s by " << slide.hops << " hops";
}

const std::vector<float>& tune() {
  static const auto kTune = test::synthesise_tune(kRate_hz, 1);
  return kTune;
}

/// Window @p index of a slide that starts @p first samples into the tune.
std::vector<float> window(const Slide& slide, size_t first, size_t index) {
  const size_t size = slide.window_s * size_t(kRate_hz);
  const auto all = std::span<const float>(tune());
  const auto part = all.subspan(first + index * slide.hops * kHop, size);
  return {part.begin(), part.end()};
}

class Sliding : public testing::TestWithParam<Slide> {
 protected:
  static constexpr double kTolerance = 1e-6;
  /// Around the drop, where everything changes.
  static constexpr size_t kStart = 14 * size_t(kRate_hz);

  /// @p alter changes a window's samples before it is analysed.
  template <typename Alter>
  void compare(size_t edge_samples, size_t windows, Alter alter) {
    const Slide& slide = GetParam();
    const size_t size = slide.window_s * size_t(kRate_hz);
    FeatureExtractor kept({.maximum_samples = size});
    FeatureExtractor fresh({.maximum_samples = size});
    for (size_t i = 0; i < windows; ++i) {
      auto samples = window(slide, kStart, i);
      alter(samples, i);
      const auto wanted = result_of(fresh, fresh.process(samples));
      const auto features =
          i == 0 ? kept.process(samples)
                 : kept.process(samples, {slide.hops, edge_samples});
      ASSERT_EQ(differences(result_of(kept, features), wanted, kTolerance), "")
          << "window " << i;
    }
  }

  /// Enough to slide on by a second, but not more than take a second.
  size_t windows() const {
    const size_t wanted = 2 + 60 / GetParam().hops;
    return std::min(wanted, 54 / GetParam().window_s);
  }
};

TEST_P(Sliding, GivesWhatAFreshStartGives) {
  compare(0, windows(), [](auto&, size_t) {});
}

TEST_P(Sliding, TakesEdgesForNew) {
  // As a resampler's filter sees zeros beyond either end.
  constexpr size_t kEdge = 300;
  compare(kEdge, windows(), [](auto& samples, size_t i) {
    for (size_t s = 0; s < kEdge; ++s) {
      samples[s] *= .5f + .01f * float(i);
      samples[samples.size() - 1 - s] *= .3f + .01f * float(i);
    }
  });
}

INSTANTIATE_TEST_SUITE_P(, Sliding,
                         testing::Values(Slide{3, 1}, Slide{3, 4}, Slide{3, 5},
                                         Slide{3, 43}, Slide{3, 86},
                                         Slide{3, 129}, Slide{3, 200},
                                         Slide{8, 1}, Slide{8, 4}, Slide{8, 5},
                                         Slide{8, 43}, Slide{8, 86}),
                         [](const auto& info) {
                           return std::to_string(info.param.window_s) + "sBy" +
                                  std::to_string(info.param.hops);
                         });

struct Passage {
  const char* name;
  std::vector<float> (*samples)();
  /// Frames of near silence beside loud ones: each counts as much for the
  /// tonnetz, and what they hold is the rounding of what went before.
  bool tonnetz_is_noise = false;
};

void PrintTo(const Passage& passage, std::ostream* out) {
  *out << passage.name;
}

/// A chord of two notes, @p cents above their pitch.
std::vector<float> detuned(double cents) {
  auto samples = test::noise(kRate_hz, 2, 1e-3);
  for (const double pitch_hz : {220.0, 659.2551}) {
    const auto note =
        test::sine(kRate_hz, 2, pitch_hz * std::exp2(cents / 1200), .3);
    for (size_t i = 0; i < samples.size(); ++i) samples[i] += note[i];
  }
  return samples;
}

std::vector<float> joined(std::vector<std::vector<float>> parts) {
  std::vector<float> all;
  for (const auto& part : parts) test::append(all, part);
  return all;
}

constexpr Passage kPassages[] = {
    {"ChangingTuning",
     [] {
       return joined(
           {detuned(0), detuned(30), detuned(-20), detuned(45), detuned(0)});
     }},
    {"IntoAndOutOfSilence",
     [] {
       return joined({test::noise(kRate_hz, 2, .5), test::silence(kRate_hz, 5),
                      test::clicks(kRate_hz, 2, 120, .8),
                      test::silence(kRate_hz, 2)});
     },
     true},
    {"LevelSteps",
     [] {
       return joined({test::noise(kRate_hz, 2, 1e-4),
                      test::noise(kRate_hz, 2, .9),
                      test::noise(kRate_hz, 3.5, 1e-6)});
     },
     true},
};

bool is_silent(std::span<const float> samples) {
  return std::ranges::all_of(samples, [](float x) { return x == 0; });
}

class SlidingThrough : public testing::TestWithParam<Passage> {};

TEST_P(SlidingThrough, GivesWhatAFreshStartGives) {
  constexpr size_t kSize = 3 * size_t(kRate_hz);
  constexpr size_t kHops = 13;
  const auto samples = GetParam().samples();
  FeatureExtractor kept({.maximum_samples = kSize});
  for (size_t first = 0; first + kSize <= samples.size();
       first += kHops * kHop) {
    const auto part = std::span(samples).subspan(first, kSize);
    auto features = first ? kept.process(part, {kHops, 0}) : kept.process(part);
    const auto wanted = analyse(part);
    ASSERT_TRUE(features && wanted.features);
    if (GetParam().tonnetz_is_noise && !is_silent(part)) {
      features->tonnetz = wanted.features->tonnetz;
      features->tonnetz_stability = wanted.features->tonnetz_stability;
    }
    EXPECT_EQ(differences(result_of(kept, features), wanted, 1e-6), "")
        << "from sample " << first;
  }
}

INSTANTIATE_TEST_SUITE_P(, SlidingThrough, testing::ValuesIn(kPassages),
                         [](const auto& info) { return info.param.name; });

/// Slides from one kind of window to another in one extractor.
class SlidingOn : public testing::Test {
 protected:
  static constexpr Slide kSlide = {3, 5};
  static constexpr size_t kSize = 3 * size_t(kRate_hz);

  /// @p change alters window 2, where window 3 no longer reaches.
  template <typename Change>
  void compare(Change change) {
    FeatureExtractor kept({.maximum_samples = kSize});
    for (size_t i = 0; i < 5; ++i) {
      auto samples = window(kSlide, 400000, i);
      if (i == 2) change(samples);
      const auto features = kept.process(samples, {i ? kSlide.hops : 0, 0});
      if (i == 2) continue;
      EXPECT_EQ(differences(result_of(kept, features), analyse(samples), 1e-6),
                "")
          << "window " << i;
    }
  }
};

TEST_F(SlidingOn, RecoversFromAWindowThatIsNoAudio) {
  compare([](auto& samples) { samples[100] = NAN; });
}

TEST_F(SlidingOn, RecoversFromAnEmptyWindow) {
  compare([](auto& samples) { samples.clear(); });
}

TEST_F(SlidingOn, RecoversFromAShorterWindow) {
  compare([](auto& samples) { samples.resize(kSize / 2); });
}

TEST_F(SlidingOn, RecoversFromAClippedWindow) {
  compare([](auto& samples) { samples[100] = 11; });
}

/// What the window had before does not matter when it is told to be unrelated.
TEST(UnrelatedWindows, LeaveNoTrace) {
  FeatureExtractor kept({.maximum_samples = 3 * size_t(kRate_hz)});
  for (const size_t first : {100000u, 900000u, 400000u, 1500000u, 0u}) {
    const auto samples = window({3, 1}, first, 0);
    const auto features = kept.process(samples);
    EXPECT_EQ(differences(result_of(kept, features), analyse(samples)), "");
  }
}

}  // namespace
}  // namespace mood::features
