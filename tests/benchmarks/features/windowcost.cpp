/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windowcost.h"

#include <memory>

#include "music.h"
#include "windowanalyser.h"

namespace mood::bench {
namespace {

std::vector<Table::Column> columns() {
  std::vector<Table::Column> columns = {{"input"}, {"window s", 0}};
  for (const Isa isa : available_isas()) {
    columns.push_back({std::string(to_string(isa)) + " median ms"});
    columns.push_back({std::string(to_string(isa)) + " min ms"});
  }
  columns.push_back({"baseline/best"});
  columns.push_back({"windows/s", 0});
  return columns;
}

/// One series for each instruction set; they take turns, so that a drifting
/// machine disturbs all alike.
std::vector<Series> measure(const Input& input, std::span<const float> window,
                            int runs) {
  std::vector<std::unique_ptr<WindowAnalyser>> analysers;
  for (const Isa isa : available_isas()) {
    analysers.push_back(
        std::make_unique<WindowAnalyser>(input, window.size(), isa));
    analysers.back()->process(window);
  }
  std::vector<Series> costs(analysers.size());
  for (int run = 0; run < runs; ++run)
    for (size_t i = 0; i < analysers.size(); ++i)
      costs[i].add(cpu_ms([&] { analysers[i]->process(window); }));
  return costs;
}

}  // namespace

Table window_cost(const Effort& effort) {
  Table table("windows", "CPU time of a window, everything computed",
              columns());
  for (const Input& input : kInputs) {
    for (const double window_s : kWindows_s) {
      const auto costs =
          measure(input, window_of_music(input.rate_hz, window_s),
                  effort.runs(window_s));
      std::vector<Table::Cell> row = {input.name, window_s};
      for (const Series& cost : costs) {
        row.push_back(cost.median());
        row.push_back(cost.minimum());
      }
      row.push_back(costs.front().median() / costs.back().median());
      row.push_back(1000 / costs.back().median());
      table.add(std::move(row));
    }
  }
  return table;
}

}  // namespace mood::bench
