/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Genres and sections in the structures that are sent. */
#include "moodstructure.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace mood {
namespace {

struct Free {
  void operator()(GstStructure* structure) const {
    gst_structure_free(structure);
  }
};
using Structure = std::unique_ptr<GstStructure, Free>;

std::string text(const GstStructure* structure, const char* field) {
  const char* found = gst_structure_get_string(structure, field);
  return found != nullptr ? found : "(none)";
}

double number(const GstStructure* structure, const char* field) {
  double found = -1;
  EXPECT_TRUE(gst_structure_get_double(structure, field, &found)) << field;
  return found;
}

const GstStructure* genres_of(const Structure& mood) {
  const GValue* value = gst_structure_get_value(mood.get(), "genres");
  if (value == nullptr || !GST_VALUE_HOLDS_STRUCTURE(value)) {
    ADD_FAILURE() << "no structure of genres";
    return nullptr;
  }
  return gst_value_get_structure(value);
}

MoodFrame hip_hop() {
  MoodFrame mood;
  mood.state = State::kGroove;
  mood.category = {EnergyBand::kEnergetic, BrightnessBand::kDark,
                   IntensityBand::kPlain, Genre::kHipHop};
  mood.depth = AnalysisDepth::kAdvanced;
  for (size_t i = 0; i < kGenreCount; ++i)
    mood.genre.probabilities[i] = float(i + 1) / 55;
  mood.genre.genre = Genre::kHipHop;
  mood.genre.confidence = 0.75f;
  mood.genre.sub_genre = SubGenre::kOldSchool;
  mood.genre.sub_genre_confidence = 0.5f;
  return mood;
}

TEST(MoodStructure, OfAnAdvancedAnalysisTellsTheGenre) {
  const Structure mood(
      structure_from_mood(hip_hop(), ResultTimes(), true, true));
  EXPECT_EQ(text(mood.get(), "genre"), "hip_hop");
  EXPECT_EQ(number(mood.get(), "genre-confidence"), 0.75);
  EXPECT_EQ(text(mood.get(), "sub-genre"), "old_school");
  EXPECT_EQ(number(mood.get(), "sub-genre-confidence"), 0.5);
  EXPECT_EQ(text(mood.get(), "category"), "hip_hop_energetic_dark");
}

TEST(MoodStructure, HasTenProbabilitiesThatSumToOne) {
  const Structure mood(
      structure_from_mood(hip_hop(), ResultTimes(), true, true));
  const GstStructure* genres = genres_of(mood);
  ASSERT_NE(genres, nullptr);
  ASSERT_EQ(gst_structure_n_fields(genres), 10);
  double sum = 0;
  for (size_t i = 0; i < kGenreCount; ++i) {
    const std::string name(kGenreNames[i]);
    EXPECT_EQ(gst_structure_nth_field_name(genres, guint(i)), name);
    EXPECT_NEAR(number(genres, name.c_str()), double(i + 1) / 55, 1e-6);
    sum += number(genres, name.c_str());
  }
  EXPECT_NEAR(sum, 1, 1e-12) << "though it came in single precision";
}

TEST(MoodStructure, WithoutEvidenceAllGenresAreAlike) {
  const Structure nothing(structure_from_nothing(true));
  EXPECT_EQ(text(nothing.get(), "genre"), "unknown");
  EXPECT_EQ(text(nothing.get(), "sub-genre"), "");
  EXPECT_EQ(number(nothing.get(), "genre-confidence"), 0);
  EXPECT_EQ(number(nothing.get(), "sub-genre-confidence"), 0);
  EXPECT_EQ(text(nothing.get(), "category"), "");
  const GstStructure* genres = genres_of(nothing);
  ASSERT_NE(genres, nullptr);
  for (size_t i = 0; i < kGenreCount; ++i)
    EXPECT_EQ(number(genres, std::string(kGenreNames[i]).c_str()), 0.1);
}

TEST(MoodStructure, OfAnAdvancedAnalysisTellsTheSection) {
  MoodFrame frame = hip_hop();
  frame.section = Section::kPreChorus;
  const Structure mood(structure_from_mood(frame, ResultTimes(), true, true));
  EXPECT_EQ(text(mood.get(), "section"), "pre_chorus");
  EXPECT_EQ(text(Structure(structure_from_nothing(true)).get(), "section"),
            "unknown");
}

TEST(MoodStructure, TellsHowLongASectionWasUnrecognised) {
  auto packet = ipc::make_packet<ipc::SectionPacket>(ipc::PacketType::kSection);
  packet.section = Section::kDrop;
  packet.previous = Section::kBuild;
  packet.event = StructureEvent::kBeatDrop;
  packet.confidence = 0.75;
  const Structure section(
      structure_from_section(packet, {.timestamp = 5 * GST_SECOND,
                                      .stream_time = 4 * GST_SECOND,
                                      .running_time = 3 * GST_SECOND,
                                      .duration = 200 * GST_MSECOND}));
  EXPECT_TRUE(gst_structure_has_name(section.get(), "mood-section"));
  EXPECT_EQ(text(section.get(), "section"), "drop");
  EXPECT_EQ(text(section.get(), "previous-section"), "build");
  EXPECT_EQ(text(section.get(), "event"), "beat-drop");
  EXPECT_EQ(number(section.get(), "confidence"), 0.75);
  guint64 running_time = 0, duration = 0;
  gst_structure_get(section.get(), "running-time", G_TYPE_UINT64, &running_time,
                    "duration", G_TYPE_UINT64, &duration, nullptr);
  EXPECT_EQ(running_time, 3 * GST_SECOND);
  EXPECT_EQ(duration, 200 * GST_MSECOND);
}

TEST(MoodStructure, OfABasicAnalysisSaysNothingOfTheSong) {
  const Structure mood(
      structure_from_mood(MoodFrame(), ResultTimes(), true, false));
  const Structure nothing(structure_from_nothing(false));
  for (const char* field :
       {"genre", "genre-confidence", "genres", "sub-genre",
        "sub-genre-confidence", "key", "mode", "key-confidence", "section"}) {
    EXPECT_FALSE(gst_structure_has_field(mood.get(), field)) << field;
    EXPECT_FALSE(gst_structure_has_field(nothing.get(), field)) << field;
  }
}

TEST(MoodStructure, CanBeWrittenAndReadAsText) {
  const Structure mood(
      structure_from_mood(hip_hop(), ResultTimes(), true, true));
  char* written = gst_structure_to_string(mood.get());
  const Structure read(gst_structure_from_string(written, nullptr));
  g_free(written);
  ASSERT_TRUE(read);
  EXPECT_TRUE(gst_structure_is_equal(read.get(), mood.get()));
}

}  // namespace
}  // namespace mood
