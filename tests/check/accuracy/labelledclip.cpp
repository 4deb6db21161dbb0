/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "labelledclip.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace mood::accuracy {
namespace {

/// A folder of manifests that goes with the test.
class Manifests : public testing::Test {
 protected:
  Manifests() {
    std::string name = testing::TempDir() + "manifests-XXXXXX";
    if (mkdtemp(name.data())) folder_ = name;
  }
  ~Manifests() override { std::filesystem::remove_all(folder_); }

  void write(const char* name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  std::string failure() const {
    try {
      read_manifests(folder_);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "nothing";
  }

  std::filesystem::path folder_;
};

TEST_F(Manifests, AFileInBothIsOneClip) {
  write("mood.csv",
        "set,id,file,artist,valence,arousal\n"
        "muse,one,muse/1.ogg,ann,-0.25,0.5\n");
  write("genre.csv",
        "artist,ledfx_genre,set,id,file\n"
        "ann,hip_hop,muse,one,muse/1.ogg\n"
        "bob,,gtzan,two,gtzan/2.ogg\n");
  const auto clips = read_manifests(folder_);
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[0].path, folder_ / "muse/1.ogg");
  EXPECT_EQ(clips[0].artist, "ann");
  ASSERT_TRUE(clips[0].affect);
  EXPECT_DOUBLE_EQ(clips[0].affect->valence, -0.25);
  EXPECT_DOUBLE_EQ(clips[0].affect->arousal, 0.5);
  EXPECT_EQ(clips[0].genre, Genre::kHipHop);
  EXPECT_EQ(clips[1].set, "gtzan");
  EXPECT_FALSE(clips[1].affect);
  EXPECT_FALSE(clips[1].genre) << "not mapped to one of the ten";
}

TEST_F(Manifests, FailuresNameFileAndColumn) {
  EXPECT_EQ(failure(), folder_.string() +
                           ": none of mood.csv, genre.csv, keytempo.csv, "
                           "structure.csv is there");
  write("mood.csv", "set,id,file,artist,valence\nmuse,one,1.ogg,ann,0\n");
  EXPECT_EQ(failure(),
            (folder_ / "mood.csv").string() + ": no column \"arousal\"");
}

TEST_F(Manifests, AGenreIsOneOfTheTen) {
  write("genre.csv", "set,id,file,artist,ledfx_genre\na,one,1.ogg,ann,ska\n");
  EXPECT_EQ(failure(), "genre.csv: one: \"ska\" is none of the ten genres");
}

TEST_F(Manifests, KeysTempiAndBeats) {
  write("keytempo.csv",
        "set,id,file,artist,key_pc,key_mode,tempo,beats\n"
        "gtzan,one,1.ogg,ann,9.0,minor,125.25,one.beats\n"
        "gtzan,two,2.ogg,bob,,,,\n");
  write("one.beats", "0.217 3.000\n0.695 4.000\n1.173 1.000\n");
  const auto clips = read_manifests(folder_);
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[0].key, (KeyLabel{.pitch_class = 9, .mode = Mode::kMinor}));
  EXPECT_EQ(clips[0].tempo_bpm, 125.25);
  ASSERT_EQ(clips[0].beats.size(), 3u);
  EXPECT_EQ(clips[0].beats[1].time_s, 0.695);
  EXPECT_FALSE(clips[0].beats[1].is_downbeat);
  EXPECT_TRUE(clips[0].beats[2].is_downbeat);
  EXPECT_FALSE(clips[1].key);
  EXPECT_FALSE(clips[1].tempo_bpm);
  EXPECT_TRUE(clips[1].beats.empty());
}

TEST_F(Manifests, BadKeysAndBeatsAreNamed) {
  const std::string head = "set,id,file,artist,key_pc,key_mode,tempo,beats\n";
  for (const char* key : {"12,minor", "-1,major", "3,dorian"}) {
    write("keytempo.csv", head + "a,one,1.ogg,ann," + key + ",,\n");
    EXPECT_EQ(failure(), "keytempo.csv: one: no key");
  }
  write("keytempo.csv", head + "a,one,1.ogg,ann,,,,one.beats\n");
  for (const char* beats : {"", "0.5\n", "2 1\n1 2\n", "a 1\n"}) {
    write("one.beats", beats);
    EXPECT_EQ(failure(), (folder_ / "one.beats").string() +
                             ": no lines of ascending seconds and positions");
  }
}

TEST_F(Manifests, StructuresOfBothKinds) {
  write("structure.csv",
        "set,id,file,artist,struct\n"
        "edm,one,1.ogg,ann,one.json\nlmms,two,2.ogg,bob,two.json\n");
  write("one.json",
        R"({"bpm": 118, "sections": [[0, 32, "intro"], [32, 48, "groove"],
            [48, 60, "drop"]], "drops": [48], "builds": [[40, 48]]})");
  write("two.json", R"({"bpm": 128, "boundaries": [[7.5, 1], [15, -2]]})");
  const auto clips = read_manifests(folder_);
  ASSERT_EQ(clips.size(), 2u);
  const StructureLabel& one = *clips[0].structure;
  EXPECT_EQ(one.bpm, 118);
  EXPECT_TRUE(one.has_events);
  EXPECT_EQ(one.boundaries_s, (std::vector<double>{32, 48}));
  EXPECT_EQ(one.drops_s, (std::vector<double>{48}));
  ASSERT_EQ(one.builds.size(), 1u);
  EXPECT_EQ(one.builds[0].end_s, 48);
  const StructureLabel& two = *clips[1].structure;
  EXPECT_FALSE(two.has_events);
  EXPECT_EQ(two.boundaries_s, (std::vector<double>{7.5, 15}));
  write("two.json", R"({"boundaries": [[15, 1], [7.5, 1]]})");
  EXPECT_EQ(failure(),
            (folder_ / "two.json").string() + ": times are not in order");
  write("two.json", R"({"drops": [15]})");
  EXPECT_EQ(failure(), (folder_ / "two.json").string() + ": drops, but no bpm");
}

TEST(Selection, BySetAndNumber) {
  std::vector<LabelledClip> clips;
  for (const char* set : {"a", "b", "a", "b", "a"}) clips.push_back({set});
  EXPECT_EQ(selection(clips, {}, 0).size(), 5u);
  EXPECT_EQ(selection(clips, {}, 2).size(), 4u);
  EXPECT_EQ(selection(clips, {"a"}, 0).size(), 3u);
  EXPECT_EQ(selection(clips, {"b"}, 1).size(), 1u);
  EXPECT_THROW(selection(clips, {"c"}, 0), std::runtime_error);
}

}  // namespace
}  // namespace mood::accuracy
