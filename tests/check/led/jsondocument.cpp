/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "jsondocument.h"

#include <gtest/gtest.h>

#include "jsonwriter.h"

namespace mood::test {

TEST(JsonDocument, ReadsByType) {
  const auto document = JsonDocument::parse(
      R"({"s":"x","i":3,"d":0.5,"b":true,"n":null,"a":[1,2],"o":{"k":1}})",
      nullptr);
  ASSERT_TRUE(document);
  const JsonValue root = document->root();
  EXPECT_EQ(root["s"].string(), "x");
  EXPECT_EQ(root["i"].integer(), 3);
  EXPECT_EQ(root["d"].number(), 0.5);
  EXPECT_EQ(root["b"].boolean(), true);
  EXPECT_EQ(root["a"].size(), 2u);
  EXPECT_EQ(root["a"][1].integer(), 2);
  EXPECT_EQ(root["o"]["k"].integer(), 1);
}

TEST(JsonDocument, WhatIsNotThereOrOfAnotherTypeIsNothing) {
  const auto document =
      JsonDocument::parse(R"({"s":"x","d":0.5,"n":null,"big":1e300})", nullptr);
  ASSERT_TRUE(document);
  const JsonValue root = document->root();
  EXPECT_FALSE(root["none"].exists());
  EXPECT_FALSE(root["none"]["deeper"][3].string());
  EXPECT_FALSE(root["s"].number());
  EXPECT_FALSE(root["d"].integer());
  EXPECT_FALSE(root["d"].string());
  EXPECT_FALSE(root["n"].boolean());
  EXPECT_FALSE(root["big"].integer());
  EXPECT_FALSE(root[0].exists());
  EXPECT_EQ(root["none"].text(), "null");
}

TEST(JsonWriter, KeepsPiecesOfOtherDocuments) {
  const auto document = JsonDocument::parse(
      R"({"config":{"speed":1.5,"flip":false,"name":"\u00e4\"\\"}})", nullptr);
  ASSERT_TRUE(document);
  JsonWriter json;
  json.begin_object().key("a").begin_array().integer(-1).number(0.123456);
  json.boolean(true).end_array();
  json.key("config").raw(document->root()["config"].text()).end_object();
  EXPECT_EQ(
      json.text(),
      "{\"a\":[-1,0.1235,true],"
      "\"config\":{\"speed\":1.5,\"flip\":false,\"name\":\"\u00e4\\\"\\\\\"}}");
}

}  // namespace mood::test
