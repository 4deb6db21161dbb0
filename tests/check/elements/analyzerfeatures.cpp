/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The advanced analysis as pipelines and apps see it. */
#include <gtest/gtest.h>
#include <signal.h>

#include <cmath>
#include <string>
#include <vector>

#include "analyzerharness.h"
#include "featureset.h"
#include "signals.h"
#include "tune.h"

namespace mood::test {
namespace {

constexpr int kChordsRate_hz = 44100;

/// I IV V I in C major, or all of it lower or higher.
std::vector<float> cadence(double seconds, int transpose = 0) {
  const int chords[4][3] = {
      {60, 64, 67}, {65, 69, 72}, {67, 71, 74}, {60, 64, 67}};
  std::vector<float> samples(static_cast<size_t>(seconds * kChordsRate_hz));
  for (size_t i = 0; i < samples.size(); ++i)
    for (const int note : chords[2 * i / kChordsRate_hz % 4])
      for (int harmonic = 1; harmonic <= 4; ++harmonic)
        samples[i] += float(
            0.1 / harmonic *
            std::sin(2 * M_PI * 440 * std::exp2((note + transpose - 69) / 12.) *
                     harmonic * double(i) / kChordsRate_hz));
  return samples;
}

using Structures = std::vector<MessageLog::Structure>;

/// All but the time it took.
std::string features_as_text(const Structures& structures) {
  Structures copies;
  for (const auto& structure : structures) {
    copies.emplace_back(gst_structure_copy(structure.get()),
                        MessageLog::Unref());
    gst_structure_remove_field(copies.back().get(), "analysis-time");
  }
  return describe(copies);
}

std::vector<double> numbers(const MessageLog::Structure& structure,
                            const char* field) {
  std::vector<double> numbers;
  const GValue* array = gst_structure_get_value(structure.get(), field);
  EXPECT_TRUE(array && GST_VALUE_HOLDS_ARRAY(array)) << field;
  for (guint i = 0; array && i < gst_value_array_get_size(array); ++i) {
    const GValue* value = gst_value_array_get_value(array, i);
    EXPECT_TRUE(G_VALUE_HOLDS_DOUBLE(value)) << field;
    numbers.push_back(g_value_get_double(value));
  }
  return numbers;
}

class AnalyzerFeatures : public testing::Test {
 protected:
  /// mood-features of @p music, mono.
  static Structures features(
      std::vector<std::pair<const char*, const char*>> settings,
      std::span<const float> music, size_t frames = 1024) {
    AnalyzerHarness harness({{"message-features", "true"}});
    for (const auto& [name, value] : settings)
      gst_util_set_object_arg(G_OBJECT(harness.element()), name, value);
    harness.set_format(kChordsRate_hz, 1);
    harness.push(music, frames);
    harness.eos();
    return harness.log().structures("mood-features");
  }
};

TEST_F(AnalyzerFeatures, AreNotPostedUnlessAskedFor) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kChordsRate_hz, 1);
  harness.push(cadence(3));
  EXPECT_TRUE(harness.log().structures("mood-features").empty());
  EXPECT_EQ(harness.stat("analyses"), 1u);
  g_object_set(harness.element(), "message-features", TRUE, nullptr);
  harness.push(cadence(1));
  EXPECT_EQ(harness.log().structures("mood-features").size(), 1u)
      << "from the next window on";
}

TEST_F(AnalyzerFeatures, DescribeTheLastWindowAtEveryInterval) {
  struct Window {
    double start_s, end_s;
  };
  const auto expect = [](const Structures& found, std::vector<Window> windows) {
    ASSERT_EQ(found.size(), windows.size());
    for (size_t i = 0; i < windows.size(); ++i) {
      const auto start = guint64(windows[i].start_s * GST_SECOND);
      EXPECT_EQ(ns(found[i], "timestamp"), start) << i;
      EXPECT_EQ(ns(found[i], "running-time"), start) << i;
      EXPECT_EQ(ns(found[i], "stream-time"), start) << i;
      EXPECT_EQ(ns(found[i], "duration"),
                guint64(windows[i].end_s * GST_SECOND) - start)
          << i;
    }
  };
  const auto music = cadence(7);
  expect(features({}, music), {{0, 2}, {1, 4}, {3, 6}, {4, 7}});
  expect(features({{"window", "1000000000"}}, music),
         {{1, 2}, {3, 4}, {5, 6}, {6, 7}});
  expect(features({{"analysis-interval", "3500000000"}}, music),
         {{0.5, 3.5}, {4, 7}});
  expect(features({{"window", "20000000000"}}, music), {{0, 6}, {0, 7}});
  expect(features({}, std::span(music).first(3 * kChordsRate_hz)),
         {{0, 2}, {0, 3}});
  expect(features({{"analysis", "basic"}}, music), {});
}

TEST_F(AnalyzerFeatures, HaveTheFieldsOfTheContract) {
  const auto found = features({}, cadence(3)).back();
  EXPECT_EQ(number(found, "sample-rate"), 22050);
  EXPECT_EQ(text(found, "key"), "C");
  EXPECT_EQ(text(found, "mode"), "major");
  EXPECT_GT(ns(found, "analysis-time"), 0u);
  struct Array {
    const char* name;
    size_t size;
  };
  for (const auto& [name, size] :
       {Array{"chroma", 12}, Array{"chroma-std", 12},
        Array{"spectral-contrast", 7}, Array{"mfcc", 13}, Array{"mfcc-std", 13},
        Array{"mfcc-timbre", 5}, Array{"tonnetz", 6}})
    EXPECT_EQ(numbers(found, name).size(), size) << name;
  for (const char* name :
       {"tuning", "key-correlation", "tempo", "brightness-contrast",
        "spectral-rolloff", "zero-crossing-rate", "mfcc-energy",
        "spectral-centroid", "spectral-centroid-std", "spectral-bandwidth",
        "onset-rate", "onset-strength", "tonnetz-stability", "harmonic-ratio",
        "percussive-ratio", "rhythm-regularity", "tempo-stability"})
    EXPECT_TRUE(std::isfinite(number(found, name))) << name;
  EXPECT_EQ(numbers(found, "mfcc")[0], number(found, "mfcc-energy"));
  EXPECT_EQ(numbers(found, "mfcc")[5], numbers(found, "mfcc-timbre")[4]);
  EXPECT_NEAR(number(found, "onset-rate") * 3,
              double(numbers(found, "onset-times").size()), 1e-9);
  for (const char* name : {"beat-times", "onset-times"}) {
    double last = -1;
    for (const double time_s : numbers(found, name)) {
      EXPECT_GT(time_s, last);
      EXPECT_LT(time_s, 3.01);
      const double frames = time_s * 22050 / 512;
      EXPECT_NEAR(frames, std::round(frames), 1e-9);
      last = time_s;
    }
  }
  EXPECT_EQ(gst_structure_n_fields(found.get()), 4 + 3 + 24 + 2 + 1);
}

TEST_F(AnalyzerFeatures, ListBeatsFromTheWindowsStart) {
  const auto found = features({}, clicks(kChordsRate_hz, 6, 120, 0.8)).back();
  EXPECT_NEAR(number(found, "tempo"), 120, 4);
  const auto beats = numbers(found, "beat-times");
  ASSERT_GE(beats.size(), 4u);
  for (size_t i = 1; i < beats.size(); ++i)
    EXPECT_NEAR(beats[i] - beats[i - 1], 0.5, 0.05);
}

TEST_F(AnalyzerFeatures, AreTheSameWhereverTheyAreComputed) {
  const auto tune = synthesise_tune(kChordsRate_hz, 1);
  const auto music =
      std::span(tune).subspan(20 * kChordsRate_hz, 20 * kChordsRate_hz);
  for (const char* interval : {"2000000000", "500000000"}) {
    const auto wanted = features_as_text(
        features({{"isolation", "process"}, {"analysis-interval", interval}},
                 music, 4096));
    EXPECT_FALSE(wanted.empty());
    for (const char* isolation : {"process", "thread", "none"})
      EXPECT_EQ(features_as_text(features(
                    {{"isolation", isolation}, {"analysis-interval", interval}},
                    music, isolation[0] == 't' ? 100'000 : 1000)),
                wanted)
          << isolation << ' ' << interval;
  }
}

TEST_F(AnalyzerFeatures, ComeAsEventsBeforeTheMoodThatEndsWithThem) {
  AnalyzerHarness harness({{"message-features", "true"}});
  harness.set_format(kChordsRate_hz, 1);
  harness.push(cadence(5));
  harness.eos();
  Structures events;
  GstClockTime mood_ended = 0;
  for (const auto& event : harness.take_events()) {
    const GstStructure* structure = gst_event_get_structure(event.get());
    if (!structure) continue;
    MessageLog::Structure copy(gst_structure_copy(structure),
                               MessageLog::Unref());
    const bool is_mood = gst_structure_has_name(structure, "mood");
    if (!is_mood && !gst_structure_has_name(structure, "mood-features"))
      continue;
    const auto end = ns(copy, "timestamp") + ns(copy, "duration");
    if (is_mood) {
      mood_ended = end;
      continue;
    }
    EXPECT_EQ(GST_EVENT_TYPE(event.get()), GST_EVENT_CUSTOM_DOWNSTREAM);
    EXPECT_LT(mood_ended, end);
    events.push_back(copy);
  }
  EXPECT_EQ(events.size(), 3u);
  EXPECT_EQ(describe(events),
            describe(harness.log().structures("mood-features")));
}

TEST_F(AnalyzerFeatures, StartAfreshAfterAFlush) {
  AnalyzerHarness harness({{"message-features", "true"}});
  harness.set_format(kChordsRate_hz, 1);
  harness.push(cadence(3.5));
  harness.push_event(gst_event_new_flush_start());
  harness.push_event(gst_event_new_flush_stop(TRUE));
  const size_t before = harness.log().structures("mood-features").size();
  EXPECT_EQ(before, 1u) << "nothing of what the flush threw away";
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.start = segment.time = segment.position = 60 * GST_SECOND;
  harness.push_event(gst_event_new_segment(&segment));
  harness.seek_to(60 * GST_SECOND);
  harness.push(cadence(3));
  harness.eos();
  const auto found = harness.log().structures("mood-features");
  ASSERT_EQ(found.size(), before + 2);
  EXPECT_EQ(ns(found[before], "timestamp"), 60 * GST_SECOND);
  EXPECT_EQ(ns(found[before], "duration"), 2 * GST_SECOND);
  EXPECT_EQ(ns(found.back(), "duration"), 3 * GST_SECOND);
}

TEST_F(AnalyzerFeatures, NoneIsLostWithAHelper) {
  AnalyzerHarness harness(
      {{"isolation", "process"}, {"message-features", "true"}});
  harness.set_format(kChordsRate_hz, 1);
  const auto music = cadence(10);
  for (size_t second = 0; second < 10; ++second) {
    if (second == 3 || second == 6) kill(harness.helper_pid(), SIGKILL);
    harness.push(
        std::span(music).subspan(second * kChordsRate_hz, kChordsRate_hz), 441);
  }
  harness.eos();
  EXPECT_EQ(features_as_text(harness.log().structures("mood-features")),
            features_as_text(features({}, music)));
  for (const auto& mood : harness.log().structures("mood")) {
    const bool advanced = ns(mood, "timestamp") >= 1900 * GST_MSECOND;
    EXPECT_EQ(text(mood, "analysis"), advanced ? "advanced" : "basic")
        << ns(mood, "timestamp") << ": the new helper looks back";
  }
  EXPECT_EQ(harness.stat("analyses"), 5u);
  EXPECT_EQ(harness.stat("skipped-analyses"), 0u);
}

}  // namespace
}  // namespace mood::test
