/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

namespace mood::bench {
namespace {

Table example() {
  Table table("agreement", "How much", {{"set"}, {"clips", 0}, {"r"}});
  table.add({"a", 12.0, Figure{0.5, 0.25, 0.75}});
  table.add({"b", 1.0, Figure{NAN, NAN, NAN}});
  return table;
}

TEST(Table, PrintsIntervalsBehindNumbers) {
  std::ostringstream out;
  example().print(out);
  EXPECT_EQ(out.str(),
            "\nHow much\n"
            "set  clips                  r\n"
            "a       12  0.50 [0.25, 0.75]\n"
            "b        1                  -\n");
}

TEST(Table, FiguresAreObjectsInJson) {
  std::ostringstream out;
  example().write_json(out);
  EXPECT_EQ(out.str(),
            "[\n  {\"set\": \"a\", \"clips\": 12, \"r\": "
            "{\"value\": 0.5, \"low\": 0.25, \"high\": 0.75}},"
            "\n  {\"set\": \"b\", \"clips\": 1, \"r\": "
            "{\"value\": null, \"low\": null, \"high\": null}}]");
}

}  // namespace
}  // namespace mood::bench
