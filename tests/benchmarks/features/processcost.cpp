/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "processcost.h"

#include <gst/gst.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "childprocess.h"
#include "helperpid.h"
#include "music.h"

namespace mood::bench {
namespace {

constexpr unsigned kRate_hz = 44100;

using Command = std::vector<std::string>;

/// From start to end.
struct Runs {
  Series wall_ms;
  Series cpu_ms;

  void add(const Command& command) {
    using Clock = std::chrono::steady_clock;
    const auto before = Clock::now();
    ChildProcess process(command);
    if (process.wait() != 0) throw std::runtime_error(command[0] + " failed");
    const auto took = Clock::now() - before;
    wall_ms.add(std::chrono::duration<double, std::milli>(took).count());
    cpu_ms.add(process.cpu_ms());
  }
};

Table::Cell megabytes(std::optional<long> kilobytes) {
  if (!kilobytes) return {};
  return double(*kilobytes) / 1024;
}

struct Unref {
  void operator()(void* object) const { gst_object_unref(object); }
};
using Pipeline = std::unique_ptr<GstElement, Unref>;

Pipeline make_pipeline(double window_s) {
  constexpr int kSamplesPerBuffer = 4410;
  const int buffers = int((window_s + 5) * kRate_hz / kSamplesPerBuffer);
  const std::string description =
      "audiotestsrc wave=pink-noise num-buffers=" + std::to_string(buffers) +
      " samplesperbuffer=" + std::to_string(kSamplesPerBuffer) +
      " ! audio/x-raw,channels=2,rate=" + std::to_string(kRate_hz) +
      " ! moodanalyzer name=analyzer isolation=process window=" +
      std::to_string(uint64_t(window_s * 1e9)) + " ! fakesink sync=false";
  GError* error = nullptr;
  Pipeline pipeline(gst_parse_launch(description.c_str(), &error));
  if (!error) return pipeline;
  const std::string reason = error->message;
  g_error_free(error);
  throw std::runtime_error(reason);
}

std::optional<long> helper_peak_kb(double window_s) {
  const Pipeline pipeline = make_pipeline(window_s);
  gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
  const std::unique_ptr<GstBus, Unref> bus(gst_element_get_bus(pipeline.get()));
  GstMessage* message = gst_bus_timed_pop_filtered(
      bus.get(), 60 * GST_SECOND,
      GstMessageType(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
  const bool ended = message && GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS;
  if (message) gst_message_unref(message);
  std::optional<long> peak_kb;
  if (ended) peak_kb = memory_kb(test::helper_pid(pipeline.get()), "VmHWM");
  gst_element_set_state(pipeline.get(), GST_STATE_NULL);
  return peak_kb;
}

}  // namespace

Table tool_cost(const Effort& effort, const WavFolder& folder) {
  Table table("tool", "mood-extractor --features, from start to end",
              {{"window s", 0},
               {"wall median ms", 1},
               {"wall min ms", 1},
               {"cpu median ms", 1},
               {"/bin/true wall median ms", 1},
               {"peak resident MB", 1}});
  const char* program = std::getenv("GST_MOOD_EXTRACTOR");
  if (!program)
    throw std::runtime_error("GST_MOOD_EXTRACTOR has to name mood-extractor");
  for (const double window_s : kWindows_s) {
    const auto file =
        folder.write("tool.wav", window_of_music(kRate_hz, window_s), kRate_hz);
    const Command command = {program, "--features", file};
    Runs tool, nothing;
    for (int i = 0; i < (effort.quick ? 3 : 20); ++i) {
      tool.add(command);
      nothing.add({"/bin/true"});
    }
    table.add({window_s, tool.wall_ms.median(), tool.wall_ms.minimum(),
               tool.cpu_ms.median(), nothing.wall_ms.median(),
               megabytes(ChildProcess(command).wait_for_peak_kb())});
  }
  return table;
}

Table helper_memory() {
  Table table("helper", "moodanalyzer's helper process in a stream",
              {{"window s", 0}, {"peak resident MB", 1}});
  for (const double window_s : kWindows_s)
    table.add({window_s, megabytes(helper_peak_kb(window_s))});
  return table;
}

}  // namespace mood::bench
