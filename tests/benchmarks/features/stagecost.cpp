/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stagecost.h"

#include <functional>
#include <memory>
#include <numeric>

#include "features/constantqbank.h"
#include "input.h"
#include "music.h"
#include "stagerun.h"

namespace mood::bench {
namespace {

/// Of one window length and instruction set.
struct Costs {
  std::array<Series, kParts> parts;
  Series sum;
  Series extractor;  ///< the whole, without clocks within
  std::vector<Series> resampling;
};

std::vector<Table::Column> columns() {
  std::vector<Table::Column> columns = {{"stage"}};
  for (const double window_s : kWindows_s)
    for (const Isa isa : available_isas())
      columns.push_back({std::to_string(int(window_s)) + " s " +
                             std::string(to_string(isa)) + " ms",
                         3});
  return columns;
}

/// Measures with one instruction set.
class Subject {
 public:
  Subject(std::span<const float> window, Isa isa)
      : window_(window),
        run_(window.size(), isa),
        extractor_({.maximum_samples = window.size(), .isa = isa}) {}

  void warm_up() {
    run_.process(window_);
    extractor_.process(window_);
  }
  void measure(Costs& costs) {
    run_.process(window_);
    const auto& parts = run_.costs_ms();
    for (size_t p = 0; p < kParts; ++p) costs.parts[p].add(parts[p]);
    costs.sum.add(std::accumulate(parts.begin(), parts.end(), 0.0));
    costs.extractor.add(cpu_ms([&] { extractor_.process(window_); }));
  }

 private:
  std::span<const float> window_;
  StageRun run_;
  features::FeatureExtractor extractor_;
};

void measure_resampling(const Input& input, double window_s, Isa isa, int runs,
                        Costs& costs) {
  const auto window = window_of_music(input.rate_hz, window_s);
  WindowResampler resampler({.rate_hz = input.rate_hz,
                             .maximum_frames = window.size(),
                             .quality = input.quality,
                             .isa = isa});
  Series series;
  resampler.process(window);
  for (int run = 0; run < runs; ++run)
    series.add(cpu_ms([&] { resampler.process(window); }));
  costs.resampling.push_back(series);
}

std::vector<Costs> measure(double window_s, int runs) {
  const auto isas = available_isas();
  const auto window = window_of_music(features::kRate_hz, window_s);
  std::vector<Costs> costs(isas.size());
  std::vector<std::unique_ptr<Subject>> subjects;
  for (const Isa isa : isas) {
    subjects.push_back(std::make_unique<Subject>(window, isa));
    subjects.back()->warm_up();
  }
  for (int run = 0; run < runs; ++run)
    for (size_t i = 0; i < isas.size(); ++i) subjects[i]->measure(costs[i]);
  for (size_t i = 0; i < isas.size(); ++i)
    for (const Input& input : kInputs)
      if (input.rate_hz != features::kRate_hz)
        measure_resampling(input, window_s, isas[i], runs, costs[i]);
  return costs;
}

}  // namespace

Table stage_cost(const Effort& effort) {
  std::vector<Costs> all;
  for (const double window_s : kWindows_s)
    for (Costs& costs : measure(window_s, effort.runs(window_s)))
      all.push_back(std::move(costs));

  Table table("stages", "Of it, by stage (medians)", columns());
  const auto add = [&](const std::string& name,
                       const std::function<const Series&(const Costs&)>& pick) {
    std::vector<Table::Cell> row = {name};
    for (const Costs& costs : all) row.push_back(pick(costs).median());
    table.add(std::move(row));
  };
  size_t resampling = 0;
  for (const Input& input : kInputs)
    if (input.rate_hz != features::kRate_hz) {
      add(std::string("resampling ") + input.name,
          [=](const Costs& costs) -> const Series& {
            return costs.resampling[resampling];
          });
      ++resampling;
    }
  for (size_t p = 0; p < kParts; ++p)
    add(kPartNames[p],
        [p](const Costs& costs) -> const Series& { return costs.parts[p]; });
  add("sum of stages",
      [](const Costs& costs) -> const Series& { return costs.sum; });
  add("extractor as a whole",
      [](const Costs& costs) -> const Series& { return costs.extractor; });
  return table;
}

Table retuning_cost(const Effort& effort) {
  Series chroma, constant_q;
  features::Spectrogram spectrogram({.maximum_samples = 1});
  features::Chroma bank({.maximum_frames = 1});
  features::ConstantQBank filters;
  const std::array<float, 1> silence{};
  spectrogram.process(silence, features::Stale::all(1));
  for (int run = 0; run < effort.runs(3); ++run) {
    const double tuning = run % 2 ? 0.1 : -0.1;
    chroma.add(cpu_ms(
        [&] { bank.process(spectrogram, tuning, features::Stale::all(1)); }));
    constant_q.add(cpu_ms([&] { filters.tune(tuning); }));
  }
  Table table("retuning",
              "Added where the tuning differs from the last window's",
              {{"filters"}, {"median ms", 3}, {"min ms", 3}});
  table.add({"chroma", chroma.median(), chroma.minimum()});
  table.add(
      {"constant-Q (tonnetz)", constant_q.median(), constant_q.minimum()});
  return table;
}

}  // namespace mood::bench
