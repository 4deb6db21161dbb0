/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What moodanalyzer says, and that it says the same again. */
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "analyzerharness.h"
#include "signals.h"
#include "tune.h"

namespace mood::test {
namespace {

constexpr int kRate_hz = 44100;

std::string run(Properties properties, std::span<const float> music,
                int rate_hz, int channels, size_t frames) {
  AnalyzerHarness harness(properties);
  harness.set_format(rate_hz, channels);
  harness.push(music, frames);
  harness.eos();
  return describe(harness.log().structures("mood")) +
         describe(harness.log().structures("mood-beat"));
}

TEST(AnalyzerResults, EveryIntervalHasItsMessageExactToTheFrame) {
  for (const char* interval : {"33000000", "100000000", "1234567890"}) {
    SCOPED_TRACE(interval);
    AnalyzerHarness harness({{"interval", interval}});
    harness.set_format(kRate_hz, 1);
    harness.push(some_music(kRate_hz, 20, 1));
    harness.eos();
    const auto moods = harness.log().structures("mood");
    const guint64 step = std::stoull(interval);
    const guint64 total = 20 * guint64{kRate_hz};
    ASSERT_EQ(moods.size(), (20 * GST_SECOND + step - 1) / step);
    for (size_t i = 0; i < moods.size(); ++i) {
      const auto frame = [&](guint64 k) {
        return std::min(total,
                        gst_util_uint64_scale(k * step, kRate_hz, GST_SECOND));
      };
      const auto at = [&](guint64 frames) {
        return gst_util_uint64_scale_round(frames, GST_SECOND, kRate_hz);
      };
      ASSERT_EQ(ns(moods[i], "timestamp"), at(frame(i)));
      ASSERT_EQ(ns(moods[i], "running-time"), at(frame(i)));
      ASSERT_EQ(ns(moods[i], "stream-time"), at(frame(i)));
      ASSERT_EQ(ns(moods[i], "duration"), at(frame(i + 1)) - at(frame(i)));
    }
    EXPECT_EQ(harness.stat("skipped-analyses"), 0u);
    EXPECT_EQ(harness.stat("overruns"), 0u);
  }
}

TEST(AnalyzerResults, OneFramePushesEqualOnePush) {
  constexpr int kLowRate_hz = 8000;
  const auto music = some_music(kLowRate_hz, 5, 2);
  const auto whole = run({}, music, kLowRate_hz, 2, music.size() / 2);
  EXPECT_FALSE(whole.empty());
  for (size_t frames : {1, 7, 441, 1024, 65536}) {
    SCOPED_TRACE(frames);
    EXPECT_EQ(run({}, music, kLowRate_hz, 2, frames), whole);
  }
}

TEST(AnalyzerResults, TwoRunsAndAllBackendsAgree) {
  const auto tune = synthesise_tune(kRate_hz, 2);
  const auto first = run({{"drop", "never"}}, tune, kRate_hz, 2, 4096);
  EXPECT_EQ(run({{"drop", "never"}}, tune, kRate_hz, 2, 4096), first);
  EXPECT_EQ(run({{"isolation", "thread"}}, tune, kRate_hz, 2, 1000), first);
  EXPECT_EQ(run({{"isolation", "none"}}, tune, kRate_hz, 2, 4096), first);
}

TEST(AnalyzerResults, ASmallRegionChangesNothing) {
  const auto music = some_music(kRate_hz, 10, 2);
  EXPECT_EQ(run({{"region-size", "131072"}, {"analysis", "basic"}}, music,
                kRate_hz, 2, 100000),
            run({{"analysis", "basic"}}, music, kRate_hz, 2, 1024));
}

TEST(AnalyzerResults, MessagesHaveTheFieldsOfTheContract) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 2);
  harness.push(some_music(kRate_hz, 8, 2));
  harness.eos();
  const auto moods = harness.log().structures("mood");
  ASSERT_EQ(moods.size(), 80u);
  const std::set<std::string> states(kStateNames.begin(), kStateNames.end());
  bool changed_once = false;
  for (size_t i = 0; i < moods.size(); ++i) {
    const auto& mood = moods[i];
    for (const char* field :
         {"confidence", "energy", "valence", "intensity", "brightness",
          "beat-strength", "warmth", "rhythm-regularity", "harmonic-ratio",
          "complexity", "tempo-confidence"}) {
      EXPECT_GE(number(mood, field), 0) << field;
      EXPECT_LE(number(mood, field), 1) << field;
    }
    EXPECT_GE(number(mood, "tempo"), 0);
    EXPECT_TRUE(states.count(text(mood, "state"))) << text(mood, "state");
    const bool advanced =
        ns(mood, "timestamp") + ns(mood, "duration") >= 2 * GST_SECOND;
    EXPECT_EQ(text(mood, "analysis"), advanced ? "advanced" : "basic") << i;
    gboolean changed = -1;
    ASSERT_TRUE(gst_structure_get_boolean(mood.get(), "changed", &changed));
    const bool differs =
        i == 0 || text(mood, "state") != text(moods[i - 1], "state") ||
        text(mood, "category") != text(moods[i - 1], "category");
    EXPECT_EQ(changed, differs) << i;
    changed_once = changed_once || (i > 0 && changed);
  }
  EXPECT_TRUE(changed_once);
  EXPECT_EQ(text(moods.front(), "state"), "unknown");
  EXPECT_NE(text(moods.back(), "state"), "unknown");
}

TEST(AnalyzerResults, BeatsFollowTheTempoAndPredictTheNext) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 1);
  harness.push(clicks(kRate_hz, 20, 120, 0.8));
  harness.eos();
  const auto beats = harness.log().structures("mood-beat");
  ASSERT_GE(beats.size(), 20u);
  guint64 last = 0;
  for (const auto& beat : beats) {
    const guint64 at = ns(beat, "running-time");
    EXPECT_GE(at, last);
    last = at;
    const guint64 next = ns(beat, "next-beat");
    if (at > 12 * GST_SECOND) {
      EXPECT_NEAR(number(beat, "tempo"), 120, 2.4);
      ASSERT_TRUE(GST_CLOCK_TIME_IS_VALID(next));
      EXPECT_NEAR(double(next - at) / GST_SECOND, 0.5, 0.05);
      guint bar = 99;
      EXPECT_TRUE(gst_structure_get_uint(beat.get(), "beat", &bar));
    }
  }
  EXPECT_NEAR(number(harness.log().structures("mood").back(), "tempo"), 120,
              2.4);
}

TEST(AnalyzerResults, EventsSayWhatMessagesSayBeforeTheBufferThatEndsThem) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 1);
  harness.push(some_music(kRate_hz, 3, 1));
  const auto moods = harness.log().structures("mood");
  std::vector<MessageLog::Structure> events;
  for (const auto& event : harness.take_events()) {
    if (GST_EVENT_TYPE(event.get()) != GST_EVENT_CUSTOM_DOWNSTREAM_STICKY)
      continue;
    events.push_back(MessageLog::Structure(
        gst_structure_copy(gst_event_get_structure(event.get())),
        MessageLog::Unref()));
  }
  EXPECT_GE(moods.size(), 28u);
  EXPECT_EQ(describe(events), describe(moods));
}

TEST(AnalyzerResults, MessagesAndEventsCanBeSwitchedOff) {
  AnalyzerHarness harness(
      {{"post-messages", "false"}, {"send-events", "false"}});
  harness.set_format(kRate_hz, 1);
  harness.push(some_music(kRate_hz, 2, 1));
  harness.eos();
  EXPECT_TRUE(harness.log().structures("mood").empty());
  for (const auto& event : harness.take_events()) {
    EXPECT_NE(GST_EVENT_TYPE(event.get()), GST_EVENT_CUSTOM_DOWNSTREAM_STICKY);
    EXPECT_NE(GST_EVENT_TYPE(event.get()), GST_EVENT_CUSTOM_DOWNSTREAM);
  }
  EXPECT_EQ(harness.stat("moods"), 20u);
}

TEST(AnalyzerResults, StatsTellWhatHappened) {
  AnalyzerHarness harness({{"isolation", "process"}});
  harness.set_format(kRate_hz, 2);
  harness.push(some_music(kRate_hz, 4, 2));
  harness.eos();
  EXPECT_EQ(harness.stat("frames"), 4u * kRate_hz);
  EXPECT_EQ(harness.stat("analyses"), 2u) << "at 2 s and at 4 s";
  EXPECT_EQ(harness.stat("skipped-analyses"), 0u);
  EXPECT_EQ(harness.stat("moods"), 40u);
  EXPECT_EQ(harness.stat("skipped-moods"), 0u);
  EXPECT_EQ(harness.stat("non-finite-samples"), 0u);
  EXPECT_GT(harness.stat("analysis-time-avg"), 0u);
  EXPECT_EQ(text(harness.stats(), "backend"), "process");
  EXPECT_EQ(text(harness.stats(), "last-error"), "");
  EXPECT_GT(harness.helper_pid(), 1);
}

TEST(AnalyzerResults, StatsCountMoodsWhereThereAreNoWindows) {
  AnalyzerHarness harness({{"analysis", "basic"}});
  harness.set_format(kRate_hz, 2);
  harness.push(some_music(kRate_hz, 4, 2));
  harness.eos();
  EXPECT_EQ(harness.stat("analyses"), 40u);
  EXPECT_EQ(harness.stat("moods"), 40u);
  EXPECT_GT(harness.stat("analysis-time-avg"), 0u);
}

TEST(AnalyzerResults, NonFiniteSamplesCountAsZeroAndAreCounted) {
  auto music = some_music(kRate_hz, 3, 1);
  auto zeroed = music;
  for (size_t i = 1000; i < music.size(); i += 997) {
    music[i] = i % 2 ? NAN : (i % 3 ? INFINITY : -INFINITY);
    zeroed[i] = 0;
  }
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 1);
  harness.push(music);
  harness.eos();
  EXPECT_EQ(harness.stat("non-finite-samples"),
            (music.size() - 1000 + 996) / 997);
  EXPECT_EQ(describe(harness.log().structures("mood")) +
                describe(harness.log().structures("mood-beat")),
            run({}, zeroed, kRate_hz, 1, 1024));
}

TEST(AnalyzerResults, SettingsActWhilePlaying) {
  AnalyzerHarness harness(Properties{});
  harness.set_format(kRate_hz, 1);
  const auto quiet = with_gain(some_music(kRate_hz, 4, 1), -30);
  harness.push(quiet);
  EXPECT_NE(text(harness.log().structures("mood").back(), "state"), "silence");
  g_object_set(harness.element(), "silence-threshold", -20.0, nullptr);
  harness.push(quiet);
  harness.eos();
  EXPECT_EQ(text(harness.log().structures("mood").back(), "state"), "silence");
}

}  // namespace
}  // namespace mood::test
