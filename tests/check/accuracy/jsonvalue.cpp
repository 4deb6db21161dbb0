/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "jsonvalue.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace mood::accuracy {
namespace {

TEST(JsonValue, ReadsNumbersArraysAndObjects) {
  const auto json = JsonValue::parse(
      R"( {"bpm": 118.5, "drops": [73.22, -1e2],"none":[], "nothing":{},
           "sections": [[0.0, 32.5, "intro"], [32.5, 48, "a \"b\" ]"]],
           "yes": true, "no": null})");
  EXPECT_EQ(json["bpm"].number, 118.5);
  ASSERT_EQ(json["drops"].items.size(), 2u);
  EXPECT_EQ(json["drops"].items[1].number, -100);
  EXPECT_TRUE(json["none"].items.empty());
  EXPECT_TRUE(json["nothing"].members.empty());
  ASSERT_EQ(json["sections"].items.size(), 2u);
  EXPECT_EQ(json["sections"].items[1].items[0].number, 32.5);
  EXPECT_EQ(json["sections"].items[1].items.size(), 3u);
  EXPECT_EQ(json["absent"].number, 0);
  EXPECT_EQ(json.members.size(), 7u);
}

TEST(JsonValue, RefusesWhatIsNoJson) {
  for (const char* text :
       {"", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "[1] 2", "\"a",
        "\"a\\", "nul", "[1 2]", "}"})
    EXPECT_THROW(JsonValue::parse(text), std::runtime_error) << text;
  EXPECT_THROW(JsonValue::parse(std::string(100'000, '[')), std::runtime_error)
      << "deep nesting";
}

}  // namespace
}  // namespace mood::accuracy
