/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/tempomemory.h"

#include <gtest/gtest.h>

namespace mood {
namespace {

void add(TempoMemory& memory, double tempo_bpm, int times,
         double confidence = 0.5) {
  for (int i = 0; i < times; ++i) memory.add(tempo_bpm, confidence);
}

TEST(TempoMemory, KnowsNoneAtFirst) {
  TempoMemory memory(100);
  EXPECT_EQ(memory.tempo_bpm(), 0);
  add(memory, 0, 10);
  EXPECT_EQ(memory.tempo_bpm(), 0) << "none was heard";
}

TEST(TempoMemory, TellsTheTempo) {
  for (const double tempo_bpm : {5.0, 28.0, 63.1, 120.0, 174.0, 290.0, 999.0}) {
    TempoMemory memory(100);
    add(memory, tempo_bpm, 30);
    EXPECT_NEAR(memory.tempo_bpm(), tempo_bpm, 1e-9);
  }
}

TEST(TempoMemory, TakesTheCommonestNotTheMean) {
  TempoMemory memory(100);
  for (int i = 0; i < 30; ++i) {
    add(memory, 87, 2);
    add(memory, 174, 1);
    add(memory, 0, 2);
  }
  EXPECT_NEAR(memory.tempo_bpm(), 87, 0.1);
}

TEST(TempoMemory, BelievesWhatIsSure) {
  TempoMemory memory(100);
  add(memory, 100, 20, 0.1);
  add(memory, 140, 10, 0.6);
  EXPECT_NEAR(memory.tempo_bpm(), 140, 0.1);
}

TEST(TempoMemory, IsNotConfusedByFluctuation) {
  TempoMemory memory(100);
  for (int i = 0; i < 30; ++i) {
    add(memory, 124.5, 1);
    add(memory, 127.5, 1);
    add(memory, 90, 1);
  }
  EXPECT_NEAR(memory.tempo_bpm(), 126, 0.5) << "two bins, one tempo";
}

TEST(TempoMemory, FollowsAChangeAndForgets) {
  TempoMemory memory(100);
  add(memory, 100, 500);
  add(memory, 140, 60);
  EXPECT_NEAR(memory.tempo_bpm(), 100, 0.1);
  add(memory, 140, 20);
  EXPECT_NEAR(memory.tempo_bpm(), 140, 0.1);
  memory.reset();
  EXPECT_EQ(memory.tempo_bpm(), 0);
}

}  // namespace
}  // namespace mood
