/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs are asked, and how their answers are read. */
#include <gst/gst.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <functional>

#include "aubiopeer.h"
#include "decoder.h"
#include "librosapeer.h"
#include "matching.h"
#include "peerreport.h"
#include "signals.h"
#include "songscores.h"
#include "wavfolder.h"

namespace mood::accuracy {
namespace {

constexpr double kClicks_bpm = 120;

/// Clicks from 0 on, with noise between them: aubio tells no beat in silence.
std::vector<float> clicks_in_noise(int rate_hz) {
  constexpr double kLength_s = 20;
  auto samples = test::noise(rate_hz, kLength_s, 0.01);
  const auto clicks = test::clicks(rate_hz, kLength_s, kClicks_bpm, 0.8);
  std::ranges::transform(samples, clicks, samples.begin(), std::plus());
  return samples;
}

std::vector<double> click_times_s() {
  std::vector<double> times_s;
  for (int i = 0; i < 40; ++i) times_s.push_back(i * 60 / kClicks_bpm);
  return times_s;
}

/// A folder for files, and $GST_MOOD_PYTHON.
class Peers : public testing::Test {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }
  ~Peers() override { unsetenv("GST_MOOD_PYTHON"); }

  /// Stands in for Python: a shell script of @p commands.
  void set_python(const std::string& commands) {
    const std::string path = folder_.path("python");
    std::ofstream(path) << "#!/bin/sh\n" << commands << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    setenv("GST_MOOD_PYTHON", path.c_str(), 1);
  }
  /// A clip of clicks and its labels.
  LabelledClip clicks() const {
    constexpr int kRate_hz = 22050;
    LabelledClip clip{.set = "set", .id = "clicks", .artist = "ann"};
    clip.path =
        folder_.write("clicks.wav", clicks_in_noise(kRate_hz), kRate_hz);
    clip.tempo_bpm = kClicks_bpm;
    clip.key = KeyLabel{.pitch_class = 9, .mode = Mode::kMinor};
    for (const double time_s : click_times_s())
      clip.beats.push_back({.time_s = time_s});
    return clip;
  }

  bench::WavFolder folder_;
};

constexpr char kAnswer[] =
    "printf 'tempo 119.5\\nbeats 0.5 1.0 1.5\\nkey A minor\\n'";

TEST_F(Peers, FilesAreDecodedAtTheRateThatIsAskedFor) {
  const auto samples = decode(clicks().path, kAubioRate_hz);
  EXPECT_NEAR(double(samples.size()), 20.0 * kAubioRate_hz, 10);
  EXPECT_GT(std::ranges::max(samples), 0.5);
}

TEST_F(Peers, WhatCannotBeDecodedIsAnError) {
  EXPECT_THROW(decode(folder_.path("none.wav"), 44100), std::runtime_error);
  std::ofstream(folder_.path("words.wav")) << "no audio, only words";
  EXPECT_THROW(decode(folder_.path("words.wav"), 44100), std::runtime_error);
}

TEST_F(Peers, AubioHearsClicks) {
  const PeerResult heard = aubio_peer(clicks_in_noise(kAubioRate_hz));
  EXPECT_TRUE(is_tempo_right(kClicks_bpm, heard.tempo_bpm));
  const auto labels_s = between(click_times_s(), 5, 1e9);
  EXPECT_GT(f_measure(labels_s, between(heard.beats_s, 5, 1e9), 0.07).f, 0.9);
  EXPECT_TRUE(aubio_peer(test::silence(kAubioRate_hz, 5)).beats_s.empty());
}

TEST_F(Peers, LibrosasAnswerIsRead) {
  set_python(kAnswer);
  const auto heard = librosa_peer(test::silence(kLibrosaRate_hz, 1));
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->tempo_bpm, 119.5);
  EXPECT_EQ(heard->beats_s, (std::vector<double>{0.5, 1, 1.5}));
  EXPECT_EQ(heard->key, "A");
  EXPECT_EQ(heard->mode, "minor");
}

TEST_F(Peers, LibrosaMayBeMissingButNotFail) {
  const auto silence = test::silence(kLibrosaRate_hz, 1);
  set_python("exit 77");
  EXPECT_FALSE(librosa_peer(silence));
  setenv("GST_MOOD_PYTHON", folder_.path("nowhere").c_str(), 1);
  EXPECT_FALSE(librosa_peer(silence));
  set_python("exit 1");
  EXPECT_THROW(librosa_peer(silence), std::runtime_error);
}

TEST_F(Peers, FiguresOfEach) {
  set_python(kAnswer);
  const LabelledClip clip = clicks();
  const Report report = peer_report({&clip, 1}, 1);
  EXPECT_EQ(report.note, "");
  const Table& table = report.tables.at(0);
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.cell(0, "peer").words, "aubio");
  EXPECT_EQ(*table.cell(0, "Acc1").number, 1);
  EXPECT_GT(*table.cell(0, "beats F 70 ms").number, 0.9);
  EXPECT_EQ(table.cell(1, "peer").words, "librosa");
  EXPECT_EQ(*table.cell(1, "Acc1").number, 1);
  EXPECT_EQ(*table.cell(1, "beats F 70 ms").number, 0) << "none after 5 s";
  EXPECT_EQ(*table.cell(1, "key exact").number, 1);
}

TEST_F(Peers, WhatIsMissingIsSaid) {
  set_python("exit 77");
  std::vector<LabelledClip> clips = {clicks(), clicks()};
  clips[1].path = folder_.path("none.wav");
  clips[1].id = "lost";
  const Report report = peer_report(clips, 1);
  EXPECT_NE(report.note.find("lost: "), std::string::npos) << report.note;
  EXPECT_NE(report.note.find("librosa is not installed"), std::string::npos);
  ASSERT_EQ(report.tables.at(0).rows(), 1u);
  EXPECT_EQ(*report.tables[0].cell(0, "clips").number, 1);
}

}  // namespace
}  // namespace mood::accuracy
