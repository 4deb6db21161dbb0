/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What ResultGate makes of the genres in moods. */
#include <gtest/gtest.h>

#include <limits>

#include "resultgate.h"

namespace mood {
namespace {

using Verdict = ResultGate::Verdict;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Of a rock song.
ipc::MoodPacket rock() {
  auto packet = ipc::make_packet<ipc::MoodPacket>(ipc::PacketType::kMood);
  packet.origin.configuration = 1;
  packet.end_position = 1000;
  GenreEstimate& genre = packet.mood.genre;
  genre.probabilities.fill(0.03f);
  genre.probabilities[static_cast<size_t>(Genre::kRock)] = 0.73f;
  genre.genre = Genre::kRock;
  genre.confidence = 0.7f;
  genre.sub_genre = SubGenre::kPunk;
  genre.sub_genre_confidence = 0.6f;
  packet.mood.category.genre = Genre::kRock;
  return packet;
}

template <typename Change>
Verdict verdict(Change change, uint64_t window_ns = 3'000'000'000) {
  auto configuration =
      ipc::make_packet<ipc::ConfigurePacket>(ipc::PacketType::kConfigure);
  configuration.configuration = 1;
  configuration.rate_hz = 44100;
  configuration.window_ns = window_ns;
  ResultGate gate;
  gate.expect(configuration);
  auto packet = rock();
  change(packet.mood);
  return gate.check(packet, 1000);
}

TEST(GenreGate, AcceptsWhatACorrectHelperSends) {
  EXPECT_EQ(verdict([](MoodFrame&) {}), Verdict::kAccept);
  EXPECT_EQ(verdict([](MoodFrame& mood) { mood.genre = {}; }), Verdict::kAccept)
      << "before there is evidence";
  EXPECT_EQ(verdict([](MoodFrame& mood) {
              mood.genre.genre = mood.category.genre = Genre::kUnknown;
              mood.genre.sub_genre = SubGenre::kNone;
            }),
            Verdict::kAccept)
      << "unsure";
  EXPECT_EQ(
      verdict([](MoodFrame& mood) { mood.genre.sub_genre = SubGenre::kNone; }),
      Verdict::kAccept)
      << "of no style";
  EXPECT_EQ(
      verdict([](MoodFrame& mood) { mood.genre.probabilities[0] += 0.0009f; }),
      Verdict::kAccept)
      << "rounded";
}

TEST(GenreGate, RejectsProbabilitiesThatAreNone) {
  for (size_t i = 0; i < kGenreCount; ++i)
    for (const float bad : {kNaN, -kNaN, kInfinity, -kInfinity, -1e-30f, 1.1f})
      EXPECT_EQ(
          verdict([&](MoodFrame& mood) { mood.genre.probabilities[i] = bad; }),
          Verdict::kHostile)
          << i << ' ' << bad;
}

TEST(GenreGate, RejectsProbabilitiesThatDoNotSumToOne) {
  for (const float more : {-0.03f, -0.002f, 0.002f, 0.5f})
    EXPECT_EQ(
        verdict([&](MoodFrame& mood) { mood.genre.probabilities[0] += more; }),
        Verdict::kHostile)
        << more;
  EXPECT_EQ(verdict([](MoodFrame& mood) {
              mood.genre.probabilities = {};
              mood.genre.probabilities[3] = 1e-30f;
            }),
            Verdict::kHostile)
      << "almost nothing is not nothing";
}

TEST(GenreGate, RejectsConfidencesThatAreNone) {
  for (const float bad : {kNaN, kInfinity, -0.1f, 1.1f}) {
    EXPECT_EQ(verdict([&](MoodFrame& mood) { mood.genre.confidence = bad; }),
              Verdict::kHostile);
    EXPECT_EQ(verdict([&](MoodFrame& mood) {
                mood.genre.sub_genre_confidence = bad;
              }),
              Verdict::kHostile);
  }
}

TEST(GenreGate, RejectsWordsOutsideTheVocabulary) {
  for (const int bad : {11, 128, 255}) {
    EXPECT_EQ(verdict([&](MoodFrame& mood) {
                mood.genre.genre = Genre(bad);
                mood.genre.sub_genre = SubGenre::kNone;
              }),
              Verdict::kHostile)
        << bad;
    EXPECT_EQ(
        verdict([&](MoodFrame& mood) { mood.category.genre = Genre(bad); }),
        Verdict::kHostile)
        << bad;
  }
  for (const int bad : {14, 255})
    EXPECT_EQ(verdict([&](MoodFrame& mood) {
                mood.genre.genre = Genre::kUnknown;
                mood.genre.sub_genre = SubGenre(bad);
              }),
              Verdict::kHostile)
        << bad;
}

TEST(GenreGate, RejectsAStyleOfAnotherGenre) {
  for (const SubGenre foreign : {SubGenre::kHouse, SubGenre::kTrap})
    EXPECT_EQ(verdict([&](MoodFrame& mood) { mood.genre.sub_genre = foreign; }),
              Verdict::kHostile);
  EXPECT_EQ(
      verdict([](MoodFrame& mood) { mood.genre.genre = Genre::kUnknown; }),
      Verdict::kHostile)
      << "punk of no genre";
}

TEST(GenreGate, RejectsAGenreInTheCategoryOfABasicAnalysis) {
  EXPECT_EQ(verdict([](MoodFrame&) {}, 0), Verdict::kHostile);
  EXPECT_EQ(
      verdict([](MoodFrame& mood) { mood.category.genre = Genre::kUnknown; },
              0),
      Verdict::kAccept);
}

}  // namespace
}  // namespace mood
