/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "extractorlocator.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "config.h"

namespace mood {
namespace {

namespace fs = std::filesystem;

constexpr char kHelperVariable[] = "GST_MOOD_EXTRACTOR";
constexpr char kModuleVariable[] = "GST_MOOD_EXTRACTOR_MODULE";

/// A scratch folder, and the environment as it was.
class ExtractorLocatorTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "mood-locator-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    for (auto& [name, value] : variables_) {
      if (const char* set = std::getenv(name)) value = set;
      unsetenv(name);
    }
  }
  void TearDown() override {
    for (const auto& [name, value] : variables_) {
      unsetenv(name);
      if (value) setenv(name, value->c_str(), 1);
    }
    fs::remove_all(folder_);
  }

  std::string file(const std::string& name, mode_t mode) {
    const auto path = folder_ / name;
    std::ofstream(path) << "#!/bin/sh\n";
    chmod(path.c_str(), mode);
    return path;
  }

  fs::path folder_;
  std::pair<const char*, std::optional<std::string>> variables_[2] = {
      {kHelperVariable, {}}, {kModuleVariable, {}}};
};

TEST_F(ExtractorLocatorTest, TakesTheOverrideBeforeTheEnvironment) {
  const auto wanted = file("wanted", 0755);
  setenv(kHelperVariable, file("other", 0755).c_str(), 1);
  const auto found = find_helper(wanted);
  EXPECT_TRUE(found);
  EXPECT_EQ(found.path, wanted);
}

TEST_F(ExtractorLocatorTest, TakesTheEnvironmentBeforeTheUsualPlaces) {
  const auto wanted = file("wanted", 0755);
  setenv(kHelperVariable, wanted.c_str(), 1);
  EXPECT_EQ(find_helper("").path, wanted);
  setenv(kModuleVariable, wanted.c_str(), 1);
  EXPECT_EQ(find_module().path, wanted);
}

TEST_F(ExtractorLocatorTest, DoesNotPaperOverAWrongPath) {
  const std::string nowhere = folder_ / "nowhere";
  setenv(kHelperVariable, file("other", 0755).c_str(), 1);
  auto found = find_helper(nowhere);
  EXPECT_FALSE(found);
  EXPECT_EQ(found.places(), nowhere);
  setenv(kHelperVariable, nowhere.c_str(), 1);
  found = find_helper("");
  EXPECT_FALSE(found);
  EXPECT_EQ(found.places(), nowhere);
  setenv(kModuleVariable, nowhere.c_str(), 1);
  EXPECT_EQ(find_module().places(), nowhere);
}

TEST_F(ExtractorLocatorTest, RefusesWhatCannotBeStarted) {
  EXPECT_FALSE(find_helper(folder_)) << "a folder";
  EXPECT_FALSE(find_helper(file("plain", 0644))) << "not executable";
  EXPECT_FALSE(find_helper("/dev/null")) << "a device";
  const auto dangling = folder_ / "dangling";
  fs::create_symlink(folder_ / "nowhere", dangling);
  EXPECT_FALSE(find_helper(dangling));
}

TEST_F(ExtractorLocatorTest, FollowsLinks) {
  const auto link = folder_ / "link";
  fs::create_symlink(file("target", 0755), link);
  EXPECT_EQ(find_helper(link).path, link);
}

TEST_F(ExtractorLocatorTest, NeedsAModuleToBeReadableOnly) {
  const auto module = file("module.so", 0444);
  setenv(kModuleVariable, module.c_str(), 1);
  EXPECT_EQ(find_module().path, module);
  setenv(kModuleVariable, folder_.c_str(), 1);
  EXPECT_FALSE(find_module());
}

TEST_F(ExtractorLocatorTest, TakesAnEmptyVariableForNone) {
  setenv(kHelperVariable, "", 1);
  const auto found = find_helper("");
  EXPECT_TRUE(found || found.searched.size() > 1);
}

TEST_F(ExtractorLocatorTest, LooksBesideTheFileThisCodeWasLoadedFrom) {
  const auto own = fs::read_symlink("/proc/self/exe").parent_path();
  const auto beside = own / "mood-extractor";
  const auto offset =
      fs::path(MOOD_HELPER_DIR).lexically_relative(MOOD_PLUGIN_DIR);
  const auto found = find_helper("");
  std::vector<std::string> places = found.searched;
  if (found) places.push_back(found.path);
  const std::vector<std::string> wanted = {
      (own / offset / "mood-extractor").lexically_normal(), beside,
      fs::path(MOOD_HELPER_DIR) / "mood-extractor"};
  ASSERT_FALSE(places.empty());
  ASSERT_LE(places.size(), wanted.size());
  for (size_t i = 0; i < places.size(); ++i) EXPECT_EQ(places[i], wanted[i]);
}

TEST_F(ExtractorLocatorTest, NamesEveryPlaceItSearched) {
  const Located located{.path = "", .searched = {"/a", "/b", "/c"}};
  EXPECT_FALSE(located);
  EXPECT_EQ(located.places(), "/a, /b, /c");
}

}  // namespace
}  // namespace mood
