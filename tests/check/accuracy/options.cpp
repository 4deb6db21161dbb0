/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "options.h"

#include <gtest/gtest.h>

namespace mood::accuracy {
namespace {

Options parse(std::vector<const char*> arguments) {
  return parse_options(arguments, "default");
}

TEST(Options, Defaults) {
  const Options options = parse({});
  EXPECT_EQ(options.folder, "default");
  EXPECT_EQ(options.analyses, (std::vector<std::string>{"basic", "advanced"}));
  EXPECT_TRUE(options.sets.empty());
  EXPECT_FALSE(options.gain);
  EXPECT_FALSE(options.peers);
}

TEST(Options, All) {
  const Options options =
      parse({"folder", "--json", "x.json", "--analysis", "basic", "--sets",
             "muse,film", "--limit", "5", "--jobs", "3", "--interval", "0.5",
             "--gain", "--peers"});
  EXPECT_EQ(options.folder, "folder");
  EXPECT_EQ(options.json, "x.json");
  EXPECT_EQ(options.analyses, std::vector<std::string>{"basic"});
  EXPECT_EQ(options.sets, (std::vector<std::string>{"muse", "film"}));
  EXPECT_EQ(options.limit, 5u);
  EXPECT_EQ(options.jobs, 3u);
  EXPECT_DOUBLE_EQ(options.interval_s, 0.5);
  EXPECT_TRUE(options.gain);
  EXPECT_TRUE(options.peers);
}

TEST(Options, WrongOnesAreErrors) {
  EXPECT_THROW(parse({"--json"}), std::runtime_error);
  EXPECT_THROW(parse({"--analysis", "deep"}), std::runtime_error);
  EXPECT_THROW(parse({"--limit", "few"}), std::runtime_error);
  EXPECT_THROW(parse({"--jobs", "0"}), std::runtime_error);
  EXPECT_THROW(parse({"--interval", "0.01"}), std::runtime_error);
  EXPECT_THROW(parse({"--louder"}), std::runtime_error);
}

}  // namespace
}  // namespace mood::accuracy
