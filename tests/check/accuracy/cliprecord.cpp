/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cliprecord.h"

#include <gst/gst.h>
#include <gtest/gtest.h>

#include <memory>

namespace mood::accuracy {
namespace {

using Message = std::unique_ptr<GstStructure, decltype(&gst_structure_free)>;

Message message(const char* text) {
  return Message(gst_structure_from_string(text, nullptr), gst_structure_free);
}

class ClipRecords : public testing::Test {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }
};

constexpr char kMood[] =
    "mood, running-time=(guint64)1500000000, duration=(guint64)100000000, "
    "state=(string)groove, category=(string)moderate_dark, confidence=0.5, "
    "energy=0.25, valence=0.75, intensity=0.1, brightness=0.2, "
    "beat-strength=0.3, warmth=0.4, rhythm-regularity=0.6, "
    "harmonic-ratio=0.7, complexity=0.8, tempo=120.0, tempo-confidence=0.9";

TEST_F(ClipRecords, Moods) {
  ClipRecord record;
  record.add(*message(kMood));
  ASSERT_EQ(record.moods.size(), 1u);
  const MoodRecord& mood = record.moods[0];
  EXPECT_DOUBLE_EQ(mood.span.start_s, 1.5);
  EXPECT_DOUBLE_EQ(mood.span.end_s, 1.6);
  EXPECT_EQ(mood.state, State::kGroove);
  EXPECT_EQ(mood.category, "moderate_dark");
  EXPECT_DOUBLE_EQ(mood.confidence, 0.5);
  EXPECT_DOUBLE_EQ(mood.metrics.energy, 0.25);
  EXPECT_DOUBLE_EQ(mood.metrics.tempo_bpm, 120);
  EXPECT_FALSE(mood.genres);
  EXPECT_EQ(mood.genre, Genre::kUnknown);
}

TEST_F(ClipRecords, GenresByName) {
  const Message genres = message(
      "genres, blues=0.1, ambient=0.0, pop=0.0, metal=0.0, acoustic=0.0, "
      "hip_hop=0.2, classical=0.0, jazz=0.0, rock=0.3, electronic=0.4");
  const Message mood = message(kMood);
  gst_structure_set(mood.get(), "genre", G_TYPE_STRING, "hip_hop", "genres",
                    GST_TYPE_STRUCTURE, genres.get(), nullptr);
  ClipRecord record;
  record.add(*mood);
  ASSERT_TRUE(record.moods[0].genres);
  const MoodRecord::Genres& shares = *record.moods[0].genres;
  EXPECT_DOUBLE_EQ(shares[size_t(Genre::kElectronic)], 0.4);
  EXPECT_DOUBLE_EQ(shares[size_t(Genre::kRock)], 0.3);
  EXPECT_DOUBLE_EQ(shares[size_t(Genre::kHipHop)], 0.2);
  EXPECT_DOUBLE_EQ(shares[size_t(Genre::kBlues)], 0.1);
  EXPECT_EQ(record.moods[0].genre, Genre::kHipHop);
}

TEST_F(ClipRecords, BeatsAndSections) {
  ClipRecord record;
  record.add(*message(
      "mood-beat, running-time=(guint64)2000000000, duration=(guint64)0, "
      "tempo=90.0, confidence=0.5, beat=(guint)3"));
  record.add(*message(
      "mood-section, running-time=(guint64)3000000000, duration=(guint64)0, "
      "section=(string)chorus, previous-section=(string)verse, "
      "event=(string)beat-drop, confidence=0.25"));
  record.add(*message("level, running-time=(guint64)1"));
  ASSERT_EQ(record.beats.size(), 1u);
  EXPECT_DOUBLE_EQ(record.beats[0].span.start_s, 2);
  EXPECT_DOUBLE_EQ(record.beats[0].tempo_bpm, 90);
  EXPECT_EQ(record.beats[0].bar_position, 3u);
  ASSERT_EQ(record.sections.size(), 1u);
  EXPECT_EQ(record.sections[0].section, "chorus");
  EXPECT_EQ(record.sections[0].previous, "verse");
  EXPECT_EQ(record.sections[0].event, "beat-drop");
  EXPECT_TRUE(record.moods.empty());
}

TEST_F(ClipRecords, HowMuchHadBeenHeardWhenABeatWasTold) {
  constexpr char kBeat[] =
      "mood-beat, running-time=(guint64)1650000000, duration=(guint64)0, "
      "tempo=90.0, confidence=0.5, beat=(guint)0";
  ClipRecord record;
  record.add(*message(kBeat));
  record.add(*message(kMood));
  record.add(*message(kBeat));
  EXPECT_EQ(record.beats[0].heard_s, 0);
  EXPECT_DOUBLE_EQ(record.beats[1].heard_s, 1.6);
}

TEST_F(ClipRecords, AMissingFieldIsNamed) {
  const Message mood = message(kMood);
  gst_structure_remove_field(mood.get(), "warmth");
  ClipRecord record;
  try {
    record.add(*mood);
    ADD_FAILURE() << "no failure";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(),
                 "a message \"mood\" without a valid field \"warmth\"");
  }
}

}  // namespace
}  // namespace mood::accuracy
