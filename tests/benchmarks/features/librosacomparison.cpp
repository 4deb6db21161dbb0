/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "librosacomparison.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "childprocess.h"
#include "deviations.h"
#include "goldenfigures.h"
#include "music.h"
#include "windowanalyser.h"

namespace mood::bench {
namespace {

using test::GoldenCase;
using test::GoldenReference;

/// The script's exit status where librosa cannot be imported.
constexpr int kNoLibrosa = 77;

std::string name_of(double window_s) {
  return std::to_string(int(window_s)) + "s";
}

/// "NAME:RES_TYPE:FILE" of every window, as the script wants them.
std::vector<std::string> write_windows(const WavFolder& folder) {
  std::vector<std::string> windows;
  for (const double window_s : kWindows_s)
    for (const Input& input : kInputs) {
      const auto rate_hz = unsigned(input.rate_hz);
      const auto file =
          folder.write(name_of(window_s) + std::to_string(rate_hz) + ".wav",
                       window_of_music(input.rate_hz, window_s), rate_hz);
      windows.push_back(name_of(window_s) + ":" + input.kind + ":" + file);
    }
  return windows;
}

/// @return the file with librosa's figures, or "" if there is no librosa.
std::string run_librosa(const Effort& effort, const WavFolder& folder) {
  // Thread pools would spread CPU time over cores, and waste some.
  for (const char* pool : {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
                           "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"})
    setenv(pool, "1", 1);
  const char* python = std::getenv("GST_MOOD_PYTHON");
  std::vector<std::string> command = {python ? python : "python3",
                                      MOOD_LIBROSA_SCRIPT,
                                      effort.quick ? "1" : "5"};
  for (auto& window : write_windows(folder)) command.push_back(window);
  const std::string figures = folder.path("librosa.txt");
  ChildProcess librosa(command, figures);
  const int status = librosa.started() ? librosa.wait() : kNoLibrosa;
  if (status == 0) return figures;
  if (status != kNoLibrosa) throw std::runtime_error("librosa's script failed");
  std::printf(
      "\nlibrosa is not installed, so there is no comparison with it: "
      "pip install librosa==0.11.0 soxr resampy\n");
  return "";
}

/// A window analysed here.
struct Ours {
  Deviations::Features features;
  Series cost;
};

Ours analyse(const Input& input, double window_s, int runs) {
  const auto window = window_of_music(input.rate_hz, window_s);
  WindowAnalyser analyser(input, window.size());
  const auto features = analyser.process(window);
  if (!features) throw std::runtime_error("no features");
  const auto beats = analyser.extractor().beat_frames();
  const auto onsets = analyser.extractor().onset_frames();
  Ours ours = {.features = {.set = *features,
                            .beats = {beats.begin(), beats.end()},
                            .onsets = {onsets.begin(), onsets.end()}}};
  for (int run = 0; run < runs; ++run)
    ours.cost.add(cpu_ms([&] { analyser.process(window); }));
  return ours;
}

Table::Cell figure(const GoldenReference& theirs, const std::string& name) {
  const auto found = theirs.values.find(name);
  if (found == theirs.values.end() || found->second.empty()) return {};
  return found->second[0];
}

Table::Cell quotient(const Table::Cell& theirs, double ours) {
  return theirs.number ? Table::Cell(*theirs.number / ours) : Table::Cell();
}

Table cost_table() {
  return {"librosa",
          "librosa's CPU time of a window beside ours",
          {{"input"},
           {"window s", 0},
           {"librosa median ms", 1},
           {"librosa min ms", 1},
           {"ours median ms"},
           {"ours min ms"},
           {"ratio of medians", 1},
           {"librosa peak resident MB", 0},
           {"librosa first result s"}}};
}

}  // namespace

std::vector<Table> compare_with_librosa(const Effort& effort,
                                        const WavFolder& folder) {
  const std::string figures = run_librosa(effort, folder);
  if (figures.empty()) return {};
  const auto cases = test::read_golden_figures(figures);
  Table costs = cost_table();
  Deviations deviations;
  for (const double window_s : kWindows_s)
    for (const Input& input : kInputs)
      for (const GoldenCase& window : cases) {
        const auto* theirs = window.reference(input.kind);
        if (window.name != name_of(window_s) || !theirs) continue;
        const Ours ours = analyse(input, window_s, effort.runs(window_s));
        deviations.add(ours.features, *theirs);
        const auto cpu = figure(*theirs, "cpu-ms");
        costs.add({input.name, window_s, cpu, figure(*theirs, "cpu-min-ms"),
                   ours.cost.median(), ours.cost.minimum(),
                   quotient(cpu, ours.cost.median()),
                   figure(*theirs, "resident-mb"),
                   figure(*theirs, "first-result-s")});
      }
  return {std::move(costs), deviations.table()};
}

}  // namespace mood::bench
