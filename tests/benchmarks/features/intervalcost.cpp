/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intervalcost.h"

#include "music.h"
#include "windowanalyser.h"
#include "windowclock.h"

namespace mood::bench {
namespace {

constexpr double kIntervals_s[] = {0.1, 0.25, 0.5, 1, 2};
constexpr const Input& kInput = kInputs[1];

uint64_t nanoseconds(double seconds) { return uint64_t(seconds * 1e9); }

/// Full windows as the helper's clock has them, all within @p frames, from the
/// first one on that does not begin with the stream.
std::vector<WindowSpan> windows(const WindowClock::Parameters& parameters,
                                size_t frames, size_t maximum_count) {
  WindowClock clock(parameters);
  std::vector<WindowSpan> spans;
  for (; clock.next().end <= frames && spans.size() < maximum_count;
       clock.advance())
    if (clock.next().start > 0) spans.push_back(clock.next());
  return spans;
}

/// Hops by which @p span lies behind @p previous; 0 if the helper would take
/// nothing over.
size_t hops_between(const WindowSpan& previous, const WindowSpan& span,
                    size_t hop_frames) {
  const uint64_t moved = span.start - previous.start;
  const bool aligned = hop_frames > 0 && moved % hop_frames == 0;
  return aligned && 2 * moved <= span.frames() ? moved / hop_frames : 0;
}

/// Analyses all windows, one after another, and adds what each takes to
/// @p costs.
void measure(WindowAnalyser& analyser, std::span<const WindowSpan> spans,
             bool incremental, std::vector<Series>& costs) {
  for (size_t i = 0; i < spans.size(); ++i) {
    const WindowSpan& span = spans[i];
    const auto window =
        music(kInput.rate_hz).subspan(span.start, span.frames());
    const size_t hops =
        incremental && i > 0
            ? hops_between(spans[i - 1], span, analyser.hop_frames())
            : 0;
    costs[i].add(cpu_ms([&] { analyser.process(window, hops); }));
  }
}

/// Per window, of several passes over the same music.
struct Costs {
  std::vector<Series> incremental;
  std::vector<Series> full;
};

/// Passes take turns, and not windows: each way is to find in the caches what
/// it left there.
Costs measure(std::span<const WindowSpan> spans, int passes) {
  const size_t frames = spans[0].frames();
  WindowAnalyser incremental(kInput, frames), full(kInput, frames);
  Costs costs{std::vector<Series>(spans.size()),
              std::vector<Series>(spans.size())};
  for (int pass = 0; pass < passes; ++pass) {
    measure(incremental, spans, true, costs.incremental);
    measure(full, spans, false, costs.full);
  }
  return costs;
}

/// CPU milliseconds per second of audio: the mean of what windows take at
/// least. The first has nothing to take over.
double per_second(std::span<const Series> costs, double interval_s) {
  double sum = 0;
  for (const Series& cost : costs.subspan(1)) sum += cost.minimum();
  return sum / double(costs.size() - 1) / interval_s;
}

}  // namespace

Table interval_cost(const Effort& effort) {
  Table table("intervals",
              "CPU time per second of 44100 Hz audio (soxr-hq), by interval",
              {{"window s", 0},
               {"interval s"},
               {"incremental ms/s", 2},
               {"full ms/s", 2},
               {"full/incremental"},
               {"incremental load %", 2}});
  for (const double window_s : kWindows_s) {
    for (const double interval_s : kIntervals_s) {
      WindowResampler resampler({.rate_hz = kInput.rate_hz});
      const auto spans =
          windows({.window_ns = nanoseconds(window_s),
                   .interval_ns = nanoseconds(interval_s),
                   .rate_hz = uint32_t(kInput.rate_hz),
                   .hop_frames = resampler.hop_frames()},
                  music(kInput.rate_hz).size(),
                  effort.quick ? 3 : size_t(effort.runs(window_s)) / 4 + 14);
      const auto costs = measure(spans, effort.quick ? 1 : 3);
      const double incremental = per_second(costs.incremental, interval_s);
      const double full = per_second(costs.full, interval_s);
      table.add({window_s, interval_s, incremental, full, full / incremental,
                 incremental / 10});
    }
  }
  return table;
}

}  // namespace mood::bench
