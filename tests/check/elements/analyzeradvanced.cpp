/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Properties of the advanced analysis, and what it adds to the moods. */
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analyzerharness.h"
#include "signals.h"
#include "vocabulary.h"

namespace mood::test {
namespace {

constexpr int kRate_hz = 44100;

/// A scale over its root: C major, or @p transpose semitones higher.
std::vector<float> scale(double seconds, int transpose = 0) {
  const int notes[] = {60, 64, 67, 72, 65, 69, 67, 71, 74, 72, 64, 60};
  std::vector<float> samples(static_cast<size_t>(seconds * kRate_hz));
  const auto tone = [&](int note, size_t i) {
    const double hz = 440 * std::exp2((note + transpose - 69) / 12.);
    return std::sin(2 * M_PI * hz * double(i) / kRate_hz);
  };
  for (size_t i = 0; i < samples.size(); ++i)
    samples[i] = float(0.2 * tone(notes[8 * i / kRate_hz % 12], i) +
                       0.1 * tone(48, i) + 0.1 * tone(55, i));
  return samples;
}

TEST(AnalyzerProperties, HaveTheRangesOfTheContract) {
  GstElement* element = gst_element_factory_make("moodanalyzer", nullptr);
  gst_object_ref_sink(element);
  GObjectClass* klass = G_OBJECT_GET_CLASS(element);
  struct Time {
    const char* name;
    guint64 minimum, maximum, value;
  };
  for (const auto& [name, minimum, maximum, value] :
       {Time{"analysis-interval", 100 * GST_MSECOND, 10 * GST_SECOND,
             2 * GST_SECOND},
        Time{"window", GST_SECOND, 30 * GST_SECOND, 3 * GST_SECOND}}) {
    GParamSpec* spec = g_object_class_find_property(klass, name);
    ASSERT_TRUE(spec && G_IS_PARAM_SPEC_UINT64(spec)) << name;
    EXPECT_EQ(G_PARAM_SPEC_UINT64(spec)->minimum, minimum) << name;
    EXPECT_EQ(G_PARAM_SPEC_UINT64(spec)->maximum, maximum) << name;
    EXPECT_EQ(G_PARAM_SPEC_UINT64(spec)->default_value, value) << name;
    guint64 now = 0;
    g_object_get(element, name, &now, nullptr);
    EXPECT_EQ(now, value) << name;
  }
  struct Choice {
    const char* name;
    std::vector<std::string> nicks;  ///< the default first
  };
  for (const auto& [name, nicks] :
       {Choice{"analysis", {"advanced", "basic"}},
        Choice{"resampler", {"soxr-hq", "kaiser-best"}}}) {
    GParamSpec* spec = g_object_class_find_property(klass, name);
    ASSERT_TRUE(spec && G_IS_PARAM_SPEC_ENUM(spec)) << name;
    GEnumClass* values = G_PARAM_SPEC_ENUM(spec)->enum_class;
    EXPECT_EQ(values->n_values, nicks.size()) << name;
    gint now = -1;
    g_object_get(element, name, &now, nullptr);
    EXPECT_EQ(g_enum_get_value(values, now)->value_nick, nicks[0]);
    for (const auto& nick : nicks) {
      gst_util_set_object_arg(G_OBJECT(element), name, nick.c_str());
      g_object_get(element, name, &now, nullptr);
      EXPECT_EQ(g_enum_get_value(values, now)->value_nick, nick);
    }
  }
  gboolean on = TRUE;
  g_object_get(element, "message-features", &on, nullptr);
  EXPECT_FALSE(on);
  gst_object_unref(element);
}

class AnalyzerKeys : public testing::TestWithParam<const char*> {};

TEST_P(AnalyzerKeys, StandInTheMoodsOnceTheyAreKnown) {
  for (const int transpose : {0, 4}) {
    AnalyzerHarness harness({{"isolation", GetParam()}});
    harness.set_format(kRate_hz, 1);
    harness.push(scale(6, transpose));
    harness.eos();
    const auto moods = harness.log().structures("mood");
    ASSERT_EQ(moods.size(), 60u);
    for (size_t i = 0; i < moods.size(); ++i) {
      EXPECT_EQ(text(moods[i], "analysis"), i >= 19 ? "advanced" : "basic")
          << i << ": the window ends at 2 s";
      const bool known = text(moods[i], "key") != "";
      EXPECT_FALSE(known && i < 14) << i << ": too early to tell";
      EXPECT_TRUE(known || i < 29) << i;
      const char* key = transpose ? "E" : "C";
      EXPECT_EQ(text(moods[i], "key"), known ? key : "") << i;
      EXPECT_EQ(text(moods[i], "mode"), known ? "major" : "") << i;
      const double confidence = number(moods[i], "key-confidence");
      EXPECT_EQ(confidence > 0, known) << i;
      EXPECT_LE(confidence, 1) << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Isolation, AnalyzerKeys,
                         testing::Values("process", "none"));

TEST(AnalyzerAdvanced, NeitherSilenceNorNoiseIsInAKey) {
  for (const bool noisy : {false, true}) {
    AnalyzerHarness harness(Properties{});
    harness.set_format(kRate_hz, 1);
    harness.push(noisy ? noise(kRate_hz, 6, 0.5) : silence(kRate_hz, 6));
    harness.eos();
    const auto moods = harness.log().structures("mood");
    EXPECT_EQ(text(moods.back(), "analysis"), "advanced");
    for (const auto& mood : moods) {
      EXPECT_EQ(text(mood, "key"), "");
      EXPECT_EQ(text(mood, "mode"), "");
      EXPECT_EQ(number(mood, "key-confidence"), 0);
    }
  }
}

TEST(AnalyzerAdvanced, AKeyEndsWithTheMusic) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 1);
  harness.push(scale(4.5));
  EXPECT_EQ(text(harness.log().structures("mood").back(), "key"), "C");
  harness.push(silence(kRate_hz, 1));
  const auto mood = harness.log().structures("mood").back();
  EXPECT_EQ(text(mood, "state"), "silence");
  EXPECT_EQ(text(mood, "key"), "") << "though the window still hears music";
}

/// Of the ten genres that @p mood tells.
double sum_of_genres(const GstStructure* mood) {
  const GValue* value = gst_structure_get_value(mood, "genres");
  if (value == nullptr || !GST_VALUE_HOLDS_STRUCTURE(value)) return -1;
  const GstStructure* genres = gst_value_get_structure(value);
  double sum = 0;
  for (size_t i = 0; i < kGenreCount; ++i) {
    double share = -1;
    gst_structure_get_double(genres, std::string(kGenreNames[i]).c_str(),
                             &share);
    EXPECT_GE(share, 0) << kGenreNames[i];
    sum += share;
  }
  return sum;
}

TEST(AnalyzerAdvanced, MoodsTellTheGenreOfTheSongSoFar) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 1);
  harness.push(scale(8));
  harness.eos();
  const auto moods = harness.log().structures("mood");
  ASSERT_EQ(moods.size(), 80u);
  for (size_t i = 0; i < moods.size(); ++i) {
    EXPECT_NEAR(sum_of_genres(moods[i].get()), 1, 1e-9) << i;
    const std::string genre = text(moods[i], "genre");
    if (i < 45) {
      EXPECT_EQ(genre, "unknown") << i;
    }
    EXPECT_TRUE(genre_from_string(genre)) << genre;
    const auto style = sub_genre_from_string(text(moods[i], "sub-genre"));
    ASSERT_TRUE(style) << i;
    if (*style != SubGenre::kNone) {
      EXPECT_EQ(to_string(genre_of(*style)), genre);
    }
    EXPECT_GE(number(moods[i], "genre-confidence"), 0);
    EXPECT_LE(number(moods[i], "genre-confidence"), 1);
    const std::string category = text(moods[i], "category");
    if (genre != "unknown") {
      EXPECT_TRUE(category.starts_with(genre + "_")) << category;
    }
  }
  EXPECT_GT(number(moods.back(), "genre-confidence"), 0);
}

TEST(AnalyzerAdvanced, BasicMoodsSayNothingOfKeysAndGenres) {
  AnalyzerHarness harness({{"analysis", "basic"}, {"message-features", "1"}});
  harness.set_format(kRate_hz, 1);
  harness.push(scale(4));
  harness.eos();
  EXPECT_TRUE(harness.log().structures("mood-features").empty());
  for (const auto& mood : harness.log().structures("mood")) {
    EXPECT_EQ(text(mood, "analysis"), "basic");
    for (const char* field :
         {"key", "mode", "key-confidence", "genre", "genre-confidence",
          "genres", "sub-genre", "sub-genre-confidence"})
      EXPECT_FALSE(gst_structure_has_field(mood.get(), field)) << field;
  }
}

TEST(AnalyzerAdvanced, ChangesCountFromTheNextCapsOn) {
  AnalyzerHarness harness({{"message-features", "true"}});
  harness.set_format(kRate_hz, 1);
  harness.push(scale(2.5));
  gst_util_set_object_arg(G_OBJECT(harness.element()), "analysis", "basic");
  harness.push(scale(2));
  EXPECT_EQ(text(harness.log().structures("mood").back(), "analysis"),
            "advanced");
  harness.seek_to(4500 * GST_MSECOND);
  harness.set_format(48000, 1);
  const size_t before = harness.log().structures("mood-features").size();
  harness.seek_to(4500 * GST_MSECOND);
  harness.push(some_music(48000, 3, 1));
  harness.eos();
  EXPECT_EQ(text(harness.log().structures("mood").back(), "analysis"), "basic");
  EXPECT_EQ(harness.log().structures("mood-features").size(), before);
}

TEST(AnalyzerAdvanced, AWindowThatDoesNotFitIsCutWithAWarning) {
  AnalyzerHarness harness({{"message-features", "true"},
                           {"region-size", "352800"}});  // two seconds
  harness.set_format(kRate_hz, 1);
  harness.push(scale(4), 100'000);
  harness.set_format(kRate_hz, 2);
  harness.seek_to(4 * GST_SECOND);
  harness.push(some_music(kRate_hz, 1, 2), 100'000);
  harness.eos();
  const auto warnings = harness.log().texts(GST_MESSAGE_WARNING);
  ASSERT_EQ(warnings.size(), 1u) << "once";
  EXPECT_NE(warnings[0].find("882000"), std::string::npos) << warnings[0];
  EXPECT_NE(warnings[0].find("1.50 s"), std::string::npos) << warnings[0];
  const auto found = harness.log().structures("mood-features");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(ns(found[1], "duration"), 1500 * GST_MSECOND);
  EXPECT_EQ(harness.stat("skipped-analyses"), 0u);
}

TEST(AnalyzerAdvanced, ALiveStreamHearsEveryWindowThatAHelperHasTimeFor) {
  AnalyzerHarness harness({{"message-features", "true"}}, true);
  harness.set_format(kRate_hz, 1);
  for (size_t second = 1; second <= 6; ++second) {
    harness.push(scale(1), 1000);
    // In real time it would have a second for each.
    ASSERT_TRUE(harness.log().wait_for("mood", 10 * second - 1));
    ASSERT_TRUE(harness.log().wait_for("mood-features", second / 2));
  }
  harness.eos();
  EXPECT_EQ(harness.log().structures("mood-features").size(), 3u);
  EXPECT_EQ(harness.stat("analyses"), 3u);
  EXPECT_EQ(harness.stat("skipped-analyses"), 0u);
}

TEST(AnalyzerAdvanced, ALiveStreamCountsTheWindowsThatWereSkipped) {
  AnalyzerHarness harness(
      {{"analysis-interval", "100000000"}, {"window", "30000000000"}}, true);
  harness.set_format(kRate_hz, 1);
  ASSERT_TRUE(harness.log().wait_for("mood-extractor", "status", "started"));
  const auto music = scale(1);
  for (int second = 0; second < 20; ++second) harness.push(music, 1000);
  harness.eos();
  // Due at 9.0, 9.1 ... 20 s, or as far as audio was read at all.
  EXPECT_GT(harness.stat("skipped-analyses"), 0u);
  EXPECT_EQ(harness.stat("analyses") + harness.stat("skipped-analyses"), 111u);
}

}  // namespace
}  // namespace mood::test
