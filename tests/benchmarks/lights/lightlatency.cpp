/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How late lamps are: the synthesised tune is played in real time, and a WLED
 * lamp of the test's own, on the loopback interface, notes when requests come.
 *
 *   light-latency [--from SECONDS] [--seconds SECONDS]
 *
 * "due" is the running time of a command, plus the pipeline's latency. The peer
 * is GStreamer itself: an appsink that synchronises on the same commands. */
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "fakewled.h"
#include "lightstage.h"

namespace mood::bench {
namespace {

using Milliseconds = std::vector<double>;

double to_ms(GstClockTime later_ns, GstClockTime earlier_ns) {
  return (static_cast<double>(later_ns) - static_cast<double>(earlier_ns)) /
         1e6;
}

/// The least value that @p share of them do not exceed: of fewer than a hundred
/// the largest is the 99th percentile.
double quantile(Milliseconds values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double rank = std::ceil(share * static_cast<double>(values.size()));
  return values[static_cast<size_t>(std::max(rank, 1.0)) - 1];
}

void print(const char* what, const Milliseconds& values) {
  std::printf("  %-44s %4zu  %7.2f %7.2f %7.2f %7.2f %7.2f\n", what,
              values.size(), quantile(values, 0), quantile(values, .5),
              quantile(values, .9), quantile(values, .99), quantile(values, 1));
}

GstClockTime time_of(const test::Request& request) {
  return static_cast<GstClockTime>(request.time.time_since_epoch() /
                                   std::chrono::nanoseconds(1));
}

/// A command and the request that it became.
struct Pair {
  SentCommand command;
  GstClockTime request_ns;
};

/// Requests in the order of commands; what was left out has none.
std::vector<Pair> match(const LightRecord& record, const std::string& kind,
                        const std::vector<test::Request>& requests,
                        const std::string& mark) {
  constexpr double kTooEarly_ms = -25, kTooLate_ms = 400;
  std::vector<Pair> pairs;
  auto next = requests.begin();
  for (const SentCommand& command : record.commands) {
    if (command.kind != kind) continue;
    const GstClockTime due =
        record.base_ns + command.running_time + record.latency_ns;
    const GstClockTime ready = std::max(due, command.left_ns);
    next = std::find_if(next, requests.end(), [&](const auto& request) {
      return request.body.find(mark) != std::string::npos &&
             to_ms(time_of(request), ready) >= kTooEarly_ms;
    });
    if (next == requests.end()) break;
    if (to_ms(time_of(*next), ready) > kTooLate_ms) continue;
    pairs.push_back({command, time_of(*next++)});
  }
  return pairs;
}

/// 0 if there are none.
GstClockTime nearest(const std::vector<GstClockTime>& times,
                     GstClockTime wanted) {
  const auto found =
      std::min_element(times.begin(), times.end(), [&](auto a, auto b) {
        return std::abs(to_ms(a, wanted)) < std::abs(to_ms(b, wanted));
      });
  return found == times.end() ? 0 : *found;
}

Milliseconds peer_lateness(const LightRecord& record) {
  Milliseconds late;
  for (const LightRecord::Shown& shown : record.shown)
    for (const SentCommand& command : record.commands)
      if (command.running_time == shown.running_time) {
        const GstClockTime due =
            record.base_ns + command.running_time + record.latency_ns;
        late.push_back(to_ms(shown.time_ns, std::max(due, command.left_ns)));
        break;
      }
  return late;
}

void print_counts(const LightRecord& record, const std::string& kind,
                  size_t sent) {
  const auto asked = std::count_if(
      record.commands.begin(), record.commands.end(),
      [&](const SentCommand& command) { return command.kind == kind; });
  std::printf("  %td asked for, %zu sent; all commands: %" G_GUINT64_FORMAT
              " coalesced, %" G_GUINT64_FORMAT " flashes dropped\n",
              asked, sent, record.coalesced, record.dropped);
}

void compare(const Milliseconds& sink, const Milliseconds& peer) {
  std::printf("  wledsink : appsink, 99 %%: %.1f : 1\n",
              quantile(sink, .99) / std::max(quantile(peer, .99), 0.01));
}

void print_head(const std::string& title) {
  std::printf("%s\n  %-44s    n      min  median    90 %%    99 %%     max\n",
              title.c_str(), "ms");
}

struct Run {
  LightRecord record;
  std::vector<test::Request> requests;
};

Run run(const std::string& control, const std::string& rate, double from_s,
        double seconds) {
  test::FakeWled lamp;
  LightStage stage(control,
                   "wledsink max-rate=" + rate + " location=" + lamp.url());
  Run run;
  run.record = stage.play(from_s, seconds);
  run.requests = lamp.requests("POST", "/json/state");
  return run;
}

void measure_moods(const std::string& rate, double from_s, double seconds) {
  const Run run =
      bench::run("min-change-interval=500000000 change-threshold=0.05", rate,
                 from_s, seconds);
  const LightRecord& record = run.record;
  Milliseconds late, since_heard;
  std::map<std::string, Milliseconds> causes;
  for (const Pair& pair : match(record, "effect", run.requests, "\"tt\"")) {
    const GstClockTime due =
        record.base_ns + pair.command.running_time + record.latency_ns;
    late.push_back(to_ms(pair.request_ns, std::max(due, pair.command.left_ns)));
    since_heard.push_back(
        to_ms(pair.request_ns, std::max(due, pair.command.heard_ns)));
    causes[pair.command.cause].push_back(since_heard.back());
  }
  print_head("Changes of mood, at most " + rate + " requests/s");
  print("request after the command was due", late);
  print("request after moodanalyzer said it, and due", since_heard);
  for (const auto& [cause, since] : causes)
    print(("- " + cause).c_str(), since);
  const Milliseconds peer = peer_lateness(record);
  print("appsink sync=true, the same commands", peer);
  print_counts(record, "effect", late.size());
  compare(late, peer);
}

void measure_flashes(const std::string& rate, double from_s, double seconds) {
  const Run run = bench::run(
      "beat-flash=true adjust-colors=false adjust-effects=false "
      "react-to-events=false",
      rate, from_s, seconds);
  const LightRecord& record = run.record;
  constexpr double kOnBeat_ms = 20;
  Milliseconds late, off_beat;
  int taken_back = 0;
  for (const Pair& pair : match(record, "flash", run.requests, "\"fx\":0")) {
    late.push_back(to_ms(pair.request_ns, record.base_ns + record.latency_ns +
                                              pair.command.running_time));
    // Music that stops or changes takes back the beat that was told by the one
    // before it, and the flash may be on its way by then.
    const GstClockTime due = pair.command.running_time;
    GstClockTime beat = nearest(record.beats, due);
    if (std::abs(to_ms(due, beat)) > kOnBeat_ms) {
      beat = nearest(record.next_beats, due);
      ++taken_back;
    }
    off_beat.push_back(
        to_ms(pair.request_ns, record.base_ns + record.latency_ns + beat));
  }
  print_head("Flashes on beats, at most " + rate + " requests/s");
  print("request after the flash was due", late);
  print("request after the beat that was foretold", off_beat);
  const Milliseconds peer = peer_lateness(record);
  print("appsink sync=true, the same commands", peer);
  print_counts(record, "flash", late.size());
  std::printf("  %d on a beat that only the beat before it foretold\n",
              taken_back);
  compare(late, peer);
}

double option(int argc, char** argv, const char* name, double otherwise) {
  for (int i = 1; i + 1 < argc; ++i)
    if (std::string(argv[i]) == name) return std::atof(argv[i + 1]);
  return otherwise;
}

}  // namespace
}  // namespace mood::bench

int main(int argc, char** argv) {
  gst_init(&argc, &argv);
  const double from_s = mood::bench::option(argc, argv, "--from", 16);
  const double seconds = mood::bench::option(argc, argv, "--seconds", 45);
  try {
    for (const char* rate : {"10", "100"}) {
      mood::bench::measure_moods(rate, from_s, seconds);
      mood::bench::measure_flashes(rate, from_s, seconds);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "light-latency: %s\n", error.what());
    return 1;
  }
  return 0;
}
