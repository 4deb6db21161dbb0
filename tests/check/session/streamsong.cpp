/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Beats, sections and key of a stream, on the tune. */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "signals.h"
#include "streamwindow.h"
#include "tune.h"

namespace mood {
namespace {

using namespace ipc;

using Stream = test::AnalysedStream;
using test::kSecond_ns;
using test::options;

constexpr uint32_t kRate_hz = 22050;
constexpr uint64_t kQuantum = kRate_hz / 50;

const std::vector<float>& tune() {
  static const auto tune = test::synthesise_tune(kRate_hz, 1);
  return tune;
}

double start_of(const std::string& name) {
  for (const auto& section : test::tune_sections())
    if (section.name == name) return section.start_s;
  ADD_FAILURE() << name;
  return 0;
}

/// What was heard of the tune, and how much had been written when each beat
/// came.
struct Heard {
  std::vector<BeatPacket> beats;
  std::vector<uint64_t> written;
  std::vector<SectionPacket> sections;
  std::vector<MoodPacket> moods;
};

Heard hear(std::span<const float> audio, uint64_t window_ns) {
  Stream stream(options(kRate_hz, window_ns, 2 * kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  Heard heard;
  for (size_t at = 0; at < audio.size(); at += kQuantum) {
    const size_t count = std::min<size_t>(kQuantum, audio.size() - at);
    stream.write_and_service(audio.subspan(at, count), kQuantum);
    heard.written.resize(stream.sink.beats.size(), stream.position());
  }
  stream.end_epoch();
  heard.beats = stream.sink.beats;
  heard.written.resize(heard.beats.size(), stream.position());
  heard.sections = stream.sink.sections;
  heard.moods = stream.sink.moods;
  return heard;
}

const Heard& tune_heard() {
  static const Heard heard = hear(tune(), 3 * kSecond_ns);
  return heard;
}

TEST(StreamSong, BeatsComeBeforeTheyAreHeard) {
  const Heard& heard = tune_heard();
  ASSERT_GT(heard.beats.size(), 60u);
  for (size_t i = 0; i < heard.beats.size(); ++i) {
    const double lead_s =
        (double(heard.beats[i].position) - double(heard.written[i])) / kRate_hz;
    // Buffers, their way and the next look take their part of it.
    EXPECT_GE(lead_s, 0.04) << i;
    EXPECT_LE(lead_s, double(kMaximumBeatLead_ns) / 1e9) << i;
    EXPECT_GT(heard.beats[i].next_position, heard.beats[i].position) << i;
  }
}

TEST(StreamSong, BeatsFollowTheDrums) {
  const double drop_s = start_of("drop") + 2;
  const double stop_s = start_of("stop");
  size_t count = 0;
  for (const auto& beat : tune_heard().beats) {
    const double at_s = double(beat.position) / kRate_hz;
    if (at_s < drop_s || at_s > stop_s - 0.1) continue;
    ++count;
    EXPECT_NEAR(std::remainder(at_s, 0.5), 0, 0.035) << at_s;
    EXPECT_NEAR(beat.tempo_bpm, 120, 1.2) << at_s;
    EXPECT_NEAR(double(beat.next_position) / kRate_hz, at_s + 0.5, 0.05);
  }
  EXPECT_NEAR(double(count), (stop_s - drop_s) / 0.5, 2);
}

TEST(StreamSong, TheTempoFollowsTheDrumsWithinTenSeconds) {
  // The calm part repeats in dotted eighths; drums come with the build.
  for (const auto& mood : tune_heard().moods) {
    const double heard_s = double(mood.end_position) / kRate_hz;
    if (heard_s < start_of("build") + 10 || heard_s > start_of("stop"))
      continue;
    EXPECT_NEAR(mood.mood.metrics.tempo_bpm, 120, 2) << heard_s;
  }
}

TEST(StreamSong, TheDropIsToldWithinABeat) {
  std::vector<double> drops_s;
  bool build_told = false;
  for (const auto& section : tune_heard().sections) {
    const double told_s = double(section.told_position) / kRate_hz;
    EXPECT_LE(section.position, section.told_position);
    if (section.event == StructureEvent::kBeatDrop) drops_s.push_back(told_s);
    if (section.section == Section::kBuild && told_s < start_of("drop"))
      build_told = true;
  }
  ASSERT_EQ(drops_s.size(), 1u);
  EXPECT_GE(drops_s[0], start_of("drop") - 0.1);
  EXPECT_LE(drops_s[0], start_of("drop") + 0.5);
  EXPECT_TRUE(build_told);
}

TEST(StreamSong, MoodsTellTheSectionAndTheKeyAtTheirEnd) {
  const Heard& heard = tune_heard();
  Section section = Section::kUnknown;
  size_t next = 0;
  for (const auto& mood : heard.moods) {
    while (next < heard.sections.size() &&
           heard.sections[next].told_position <= mood.end_position)
      section = heard.sections[next++].section;
    EXPECT_EQ(mood.mood.section, section) << mood.end_position;
    if (mood.mood.state == State::kSilence) {
      EXPECT_EQ(mood.mood.key.pitch_class, kNoKey);
    }
  }
  // A minor, or its relative: the chords are Am F C G.
  const auto key = heard.moods[size_t(start_of("stop") * 10) - 10].mood.key;
  EXPECT_TRUE(key.pitch_class == 9 || key.pitch_class == 0);
  EXPECT_GT(key.confidence, 0);
}

TEST(StreamSong, BasicAnalysisTellsBeatsAndNothingOfTheSong) {
  const auto part = std::span(tune()).first(30 * kRate_hz);
  const Heard heard = hear(part, 0);
  EXPECT_GT(heard.beats.size(), 10u);
  EXPECT_TRUE(heard.sections.empty());
  for (const auto& mood : heard.moods) {
    EXPECT_EQ(mood.mood.section, Section::kUnknown);
    EXPECT_EQ(mood.mood.key.pitch_class, kNoKey);
  }
}

TEST(StreamSong, AHelperThatTakesOverRepeatsNeitherBeatsNorSections) {
  Stream stream(options(kRate_hz, 3 * kSecond_ns, 2 * kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  const auto audio = std::span(tune()).first(34 * kRate_hz);
  stream.write_and_service(audio.first(30 * kRate_hz), kQuantum);
  ASSERT_FALSE(stream.sink.beats.empty());
  ASSERT_FALSE(stream.sink.sections.empty());
  const uint64_t last = stream.sink.beats.back().position;
  const uint64_t told = stream.sink.sections.back().told_position;
  const size_t beats = stream.sink.beats.size();
  const size_t sections = stream.sink.sections.size();
  stream.configure({.resume_position = stream.sink.moods.back().end_position,
                    .beats_position = last + kRate_hz / 30,
                    .sections_position = told});
  stream.write_and_service(audio.subspan(30 * kRate_hz), kQuantum);
  for (size_t i = beats; i < stream.sink.beats.size(); ++i)
    EXPECT_GE(stream.sink.beats[i].position, last + kRate_hz / 30);
  for (size_t i = sections; i < stream.sink.sections.size(); ++i)
    EXPECT_GT(stream.sink.sections[i].told_position, told);
}

}  // namespace
}  // namespace mood
