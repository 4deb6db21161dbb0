/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "csvfile.h"

#include <gtest/gtest.h>

#include <functional>
#include <sstream>

namespace mood::accuracy {
namespace {

CsvFile parsed(const std::string& text) {
  std::istringstream input(text);
  return CsvFile(input, "list.csv");
}

/// What @p work throws.
std::string failure(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing";
}

TEST(CsvFile, FieldsByColumn) {
  const CsvFile file = parsed("id,valence\na,-0.5\nb,1\n");
  ASSERT_EQ(file.size(), 2u);
  EXPECT_EQ(file.text(1, file.column("id")), "b");
  EXPECT_DOUBLE_EQ(file.number(0, file.column("valence")), -0.5);
}

TEST(CsvFile, QuotesHoldCommasQuotesAndLineEnds) {
  const CsvFile file =
      parsed("id,licence,n\na,\"x, \"\"y\"\"\nz\",1\n\"b\",\"\",2\n");
  ASSERT_EQ(file.size(), 2u);
  EXPECT_EQ(file.text(0, 1), "x, \"y\"\nz");
  EXPECT_EQ(file.text(0, 2), "1");
  EXPECT_EQ(file.text(1, 0), "b");
  EXPECT_EQ(file.text(1, 1), "");
}

TEST(CsvFile, LineEndsOfOtherSystemsAndNoneAtTheEnd) {
  const CsvFile file = parsed("id,n\r\na,1\r\n\r\nb,2");
  ASSERT_EQ(file.size(), 2u);
  EXPECT_EQ(file.text(0, 1), "1");
  EXPECT_EQ(file.text(1, 1), "2");
}

TEST(CsvFile, EmptyFieldsAtBothEnds) {
  const CsvFile file = parsed("a,b,c\n,,\n");
  ASSERT_EQ(file.size(), 1u);
  EXPECT_EQ(file.text(0, 2), "");
}

TEST(CsvFile, FailuresNameFileRowAndColumn) {
  const CsvFile file = parsed("id,valence\na,loud\nb,\n");
  EXPECT_EQ(failure([&] { file.column("arousal"); }),
            "list.csv: no column \"arousal\"");
  EXPECT_EQ(failure([&] { file.number(0, 1); }),
            "list.csv: row 1, column \"valence\": \"loud\" is not a number");
  EXPECT_EQ(failure([&] { file.number(1, 1); }),
            "list.csv: row 2, column \"valence\": \"\" is not a number");
  EXPECT_EQ(failure([] { parsed("a,b\n1\n"); }),
            "list.csv: row 1 has 1 fields, the first line 2");
  EXPECT_EQ(failure([] { parsed("a\n\"b\n"); }),
            "list.csv: a quote is not closed");
  EXPECT_EQ(failure([] { parsed(""); }), "list.csv: is empty");
  EXPECT_EQ(failure([] { CsvFile("/nowhere/list.csv"); }),
            "/nowhere/list.csv: cannot be read");
}

}  // namespace
}  // namespace mood::accuracy
