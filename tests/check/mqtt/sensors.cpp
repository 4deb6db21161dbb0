/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "sensorboard.h"
#include "sensorevents.h"
#include "sensorfeed.h"

namespace mood::test {
namespace {

constexpr uint64_t kSecond_ns = 1'000'000'000;

using Payloads = std::map<std::string, std::string>;

Payloads take(SensorBoard& board, uint64_t now_ns) {
  Payloads payloads;
  for (const MqttMessage& message : board.take_due(now_ns)) {
    EXPECT_TRUE(message.retain);
    payloads[message.topic] = message.payload;
  }
  return payloads;
}

SensorValues energy(double value) {
  SensorValues values;
  values.set(SensorId::kEnergy, value);
  return values;
}

SensorValues state(const char* name) {
  SensorValues values;
  values.set(SensorId::kMood, name);
  return values;
}

struct Board : testing::Test {
  SensorBoard board{{"music"}, kSecond_ns};
};

SensorValues values_of(const char* text) {
  GstStructure* structure = gst_structure_from_string(text, nullptr);
  const auto event = read_sensor_event(structure);
  gst_structure_free(structure);
  EXPECT_TRUE(event) << text;
  return std::get<SensorValues>(event->news);
}

}  // namespace

TEST_F(Board, SaysNothingUntilThereIsSomething) {
  EXPECT_EQ(board.next_due_ns(), std::nullopt);
  EXPECT_EQ(take(board, kSecond_ns), Payloads{});
}

TEST_F(Board, TellsAFirstValueAtOnce) {
  board.update(energy(0.5));
  EXPECT_EQ(board.next_due_ns(), 0u);
  EXPECT_EQ(take(board, 5), (Payloads{{"music/energy", "0.50"}}));
  EXPECT_EQ(board.next_due_ns(), std::nullopt);
  EXPECT_EQ(take(board, 10 * kSecond_ns), Payloads{});
}

TEST_F(Board, TellsNumbersOncePerInterval) {
  board.update(energy(0.5));
  take(board, kSecond_ns);
  board.update(energy(0.6));
  EXPECT_EQ(board.next_due_ns(), 2 * kSecond_ns);
  EXPECT_EQ(take(board, 2 * kSecond_ns - 1), Payloads{});
  board.update(energy(0.7));
  EXPECT_EQ(take(board, 2 * kSecond_ns), (Payloads{{"music/energy", "0.70"}}));
}

TEST_F(Board, LeavesOutChangesBelowAStep) {
  board.update(energy(0.5));
  take(board, 0);
  board.update(energy(0.509));
  EXPECT_EQ(board.next_due_ns(), std::nullopt);
  board.update(energy(0.51));
  EXPECT_EQ(board.next_due_ns(), kSecond_ns);
}

TEST_F(Board, LeavesOutAValueThatWentBackBeforeItsTime) {
  board.update(energy(0.5));
  take(board, 0);
  board.update(energy(0.9));
  board.update(energy(0.5));
  EXPECT_EQ(take(board, 10 * kSecond_ns), Payloads{});
}

TEST_F(Board, TellsTextsWhenTheyChange) {
  board.update(state("chill"));
  take(board, kSecond_ns);
  board.update(state("peak"));
  const uint64_t soon_ns = kSecond_ns + SensorBoard::kMinGap_ns;
  EXPECT_EQ(board.next_due_ns(), soon_ns);
  EXPECT_EQ(take(board, soon_ns), (Payloads{{"music/mood", "peak"}}));
}

TEST_F(Board, DoesNotFlood) {
  size_t told = 0;
  for (uint64_t ms = 0; ms < 1000; ++ms) {
    board.update(state(ms % 2 ? "chill" : "peak"));
    told += take(board, ms * 1'000'000).size();
  }
  EXPECT_GE(told, 5u);
  EXPECT_LE(told, 10u);
}

TEST_F(Board, TellsEverythingAgainToSomebodyNew) {
  board.update(energy(0.5));
  board.update(state("peak"));
  take(board, 0);
  board.forget_told();
  EXPECT_EQ(take(board, 1),
            (Payloads{{"music/energy", "0.50"}, {"music/mood", "peak"}}));
}

TEST(SensorFeed, GivesNewsWhenTheyAreDue) {
  SensorFeed feed;
  EXPECT_FALSE(feed.was_fed());
  EXPECT_TRUE(feed.push(20, energy(0.2)));
  EXPECT_TRUE(feed.push(10, energy(0.1)));
  EXPECT_FALSE(feed.push(30, energy(0.3)));
  EXPECT_TRUE(feed.was_fed());
  EXPECT_EQ(feed.next_due_ns(), 10u);
  EXPECT_TRUE(feed.take_due(9).empty());
  const auto due = feed.take_due(20);
  ASSERT_EQ(due.size(), 2u);
  EXPECT_EQ(due[0].due_ns, 10u);
  EXPECT_EQ(due[1].due_ns, 20u);
  EXPECT_EQ(feed.next_due_ns(), 30u);
  feed.clear();
  EXPECT_EQ(feed.next_due_ns(), std::nullopt);
  EXPECT_TRUE(feed.was_fed());
  feed.reset();
  EXPECT_FALSE(feed.was_fed());
}

TEST(SensorFeed, KeepsTheLatestWhenNobodyTakesThem) {
  SensorFeed feed;
  for (uint64_t i = 1; i <= 10'000; ++i) feed.push(i, energy(0.5));
  const auto due = feed.take_due(10'000);
  ASSERT_EQ(due.size(), SensorFeed::kCapacity);
  EXPECT_EQ(due.back().due_ns, 10'000u);
}

TEST(SensorEvents, AMoodHasAllButTheSection) {
  const SensorValues values = values_of(
      "mood, state=peak, category=rock_energetic_bright, energy=0.8, "
      "valence=0.6, intensity=0.7, tempo=128.0, key=(string)\"C#\", "
      "mode=minor, "
      "genre=rock, running-time=(guint64)5");
  EXPECT_EQ(values[SensorId::kMood], SensorValues::Value("peak"));
  EXPECT_EQ(values[SensorId::kCategory],
            SensorValues::Value("rock_energetic_bright"));
  EXPECT_EQ(values[SensorId::kEnergy], SensorValues::Value(0.8));
  EXPECT_EQ(values[SensorId::kTempo], SensorValues::Value(128.0));
  EXPECT_EQ(values[SensorId::kKey], SensorValues::Value("C# minor"));
  EXPECT_EQ(values[SensorId::kGenre], SensorValues::Value("rock"));
  EXPECT_EQ(values[SensorId::kSection], std::nullopt);
}

TEST(SensorEvents, AMoodMayNameTheSection) {
  const SensorValues values = values_of("mood, section=chorus");
  EXPECT_EQ(values[SensorId::kSection], SensorValues::Value("chorus"));
}

TEST(SensorEvents, ASectionSaysNothingElse) {
  const SensorValues values = values_of("mood-section, section=bridge");
  EXPECT_EQ(values[SensorId::kSection], SensorValues::Value("bridge"));
  EXPECT_EQ(values[SensorId::kMood], std::nullopt);
}

TEST(SensorEvents, NonsenseReadsAsUnknown) {
  const SensorValues values =
      values_of("mood, state=furious, energy=7.0, tempo=fast, key=5");
  EXPECT_EQ(values[SensorId::kMood], SensorValues::Value("unknown"));
  EXPECT_EQ(values[SensorId::kEnergy], SensorValues::Value(1.0));
  EXPECT_EQ(values[SensorId::kTempo], SensorValues::Value(0.0));
  EXPECT_EQ(values[SensorId::kKey], SensorValues::Value(""));
}

TEST(SensorEvents, OtherEventsAreNone) {
  GstStructure* structure = gst_structure_new_empty("mood-features");
  EXPECT_FALSE(read_sensor_event(structure));
  gst_structure_free(structure);
  EXPECT_FALSE(read_sensor_event(nullptr));
}

}  // namespace mood::test
