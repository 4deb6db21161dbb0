/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the librosa feature groups cost, and, where librosa is installed, what
 * it takes for the same windows.
 *
 *   feature-cost [--quick] [--json FILE]
 *
 * --quick repeats little: to see that everything runs. */
#include <gst/gst.h>

#include <cstring>
#include <exception>
#include <iostream>

#include "intervalcost.h"
#include "librosacomparison.h"
#include "processcost.h"
#include "stagecost.h"
#include "windowcost.h"

namespace mood::bench {
namespace {

struct Arguments {
  Effort effort;
  std::string json;  ///< file, "" = none
};

Arguments parse(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--quick") == 0)
      arguments.effort.quick = true;
    else if (std::strcmp(argv[i], "--json") == 0 && i + 1 < argc)
      arguments.json = argv[++i];
    else
      throw std::runtime_error("usage: feature-cost [--quick] [--json FILE]");
  }
  return arguments;
}

void run(const Arguments& arguments) {
  const Effort& effort = arguments.effort;
  const WavFolder folder;
  std::vector<Table> tables;
  const auto report = [&](Table table) {
    table.print(std::cout);
    tables.push_back(std::move(table));
  };
  report(tool_cost(effort, folder));
  report(helper_memory());
  report(window_cost(effort));
  report(stage_cost(effort));
  report(retuning_cost(effort));
  report(interval_cost(effort));
  for (Table& table : compare_with_librosa(effort, folder))
    report(std::move(table));
  if (!arguments.json.empty())
    write_json(arguments.json, {{"quick", effort.quick ? "true" : "false"}},
               tables);
}

}  // namespace
}  // namespace mood::bench

int main(int argc, char** argv) {
  gst_init(&argc, &argv);
  try {
    mood::bench::run(mood::bench::parse(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "feature-cost: " << error.what() << "\n";
    return 1;
  }
}
