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
  EXPECT_EQ(failure(),
            folder_.string() + ": neither mood.csv nor genre.csv is there");
  write("mood.csv", "set,id,file,artist,valence\nmuse,one,1.ogg,ann,0\n");
  EXPECT_EQ(failure(),
            (folder_ / "mood.csv").string() + ": no column \"arousal\"");
}

TEST_F(Manifests, AGenreIsOneOfTheTen) {
  write("genre.csv", "set,id,file,artist,ledfx_genre\na,one,1.ogg,ann,ska\n");
  EXPECT_EQ(failure(), "genre.csv: one: \"ska\" is none of the ten genres");
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
