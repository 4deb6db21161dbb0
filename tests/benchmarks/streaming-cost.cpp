/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an element costs the streaming thread: CPU time of a gst_pad_push()
 * through moodanalyzer against one through `level`, in the same run, on
 * 48 kHz stereo F32 buffers of 1,024 frames; `identity` shows how much of it
 * is any element's share. And whether the advanced analysis shows there:
 * the slowest buffers in a thousand with and without it.
 *
 *   streaming-cost [ROUNDS] [ISOLATION]
 *
 * The elements take turns, so that a drifting machine disturbs all alike.
 * "together": 20 buffers in a row, time divided by 20: the work itself.
 * "apart": a single buffer after a pause, with cold caches and the price of
 * reading the clock: what a live stream at rest sees. */
#include <gst/gst.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

constexpr int kRate_hz = 48000;
constexpr int kFrames = 1024;
constexpr int kChannels = 2;

double thread_cpu_ns() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e9 + double(now.tv_nsec);
}

GstFlowReturn discard(GstPad*, GstObject*, GstBuffer* buffer) {
  gst_buffer_unref(buffer);
  return GST_FLOW_OK;
}

/// As few as the pool of a source has: the one before has just written them.
std::vector<GstBuffer*> make_buffers() {
  std::vector<GstBuffer*> buffers;
  for (int i = 0; i < 4; ++i) {
    std::vector<float> samples(kFrames * kChannels);
    for (size_t k = 0; k < samples.size(); ++k)
      samples[k] =
          0.3f * std::sin(float(i * kFrames + int(k) / kChannels) * 0.057f);
    buffers.push_back(
        gst_buffer_new_memdup(samples.data(), samples.size() * sizeof(float)));
    GST_BUFFER_DURATION(buffers.back()) =
        gst_util_uint64_scale(kFrames, GST_SECOND, kRate_hz);
  }
  return buffers;
}

/// One element between two bare pads.
class Subject {
 public:
  using Settings = std::initializer_list<std::pair<const char*, const char*>>;

  explicit Subject(const char* factory, Settings settings = {})
      : buffers_(make_buffers()) {
    element_ = gst_element_factory_make(factory, nullptr);
    if (!element_) {
      std::fprintf(stderr, "no element %s\n", factory);
      std::exit(1);
    }
    for (const auto& [name, value] : settings)
      gst_util_set_object_arg(G_OBJECT(element_), name, value);
    source_ = gst_pad_new("source", GST_PAD_SRC);
    sink_ = gst_pad_new("sink", GST_PAD_SINK);
    gst_pad_set_chain_function(sink_, discard);
    link(source_, "sink");
    link(sink_, "src");
    gst_pad_set_active(sink_, TRUE);
    gst_pad_set_active(source_, TRUE);
    GstBus* bus = gst_bus_new();
    gst_element_set_bus(element_, bus);
    gst_bus_set_sync_handler(
        bus,
        [](GstBus*, GstMessage* message, gpointer) {
          gst_message_unref(message);
          return GST_BUS_DROP;
        },
        nullptr, nullptr);
    gst_object_unref(bus);
  }

  void start() {
    gst_element_set_state(element_, GST_STATE_PLAYING);
    gst_pad_push_event(source_, gst_event_new_stream_start("benchmark"));
    GstCaps* caps = gst_caps_new_simple(
        "audio/x-raw", "format", G_TYPE_STRING, "F32LE", "rate", G_TYPE_INT,
        kRate_hz, "channels", G_TYPE_INT, kChannels, "layout", G_TYPE_STRING,
        "interleaved", nullptr);
    gst_pad_push_event(source_, gst_event_new_caps(caps));
    gst_caps_unref(caps);
    GstSegment segment;
    gst_segment_init(&segment, GST_FORMAT_TIME);
    gst_pad_push_event(source_, gst_event_new_segment(&segment));
  }

  /// CPU nanoseconds of pushing a buffer, on average over the next @p count.
  double push(int count) {
    const double before = thread_cpu_ns();
    for (int i = 0; i < count; ++i, ++pushed_) {
      GstBuffer* buffer = buffers_[pushed_ % buffers_.size()];
      GST_BUFFER_PTS(buffer) =
          gst_util_uint64_scale(pushed_ * kFrames, GST_SECOND, kRate_hz);
      gst_pad_push(source_, gst_buffer_ref(buffer));
    }
    return (thread_cpu_ns() - before) / count;
  }

  void stop() { gst_element_set_state(element_, GST_STATE_NULL); }

 private:
  void link(GstPad* pad, const char* name) {
    GstPad* peer = gst_element_get_static_pad(element_, name);
    if (gst_pad_get_direction(pad) == GST_PAD_SRC)
      gst_pad_link(pad, peer);
    else
      gst_pad_link(peer, pad);
    gst_object_unref(peer);
  }

  /// Of its own: nobody warms the cache for anybody else.
  const std::vector<GstBuffer*> buffers_;
  GstElement* element_;
  GstPad* source_;
  GstPad* sink_;
  guint64 pushed_ = 0;
};

/// The value that a share of @p quantile of @p values does not exceed.
double quantile(std::vector<double> values, double quantile) {
  std::sort(values.begin(), values.end());
  return values[size_t(double(values.size() - 1) * quantile)];
}

double wall_ns() {
  return double(std::chrono::steady_clock::now().time_since_epoch().count());
}

struct Shape {
  const char* name;
  int batch;
  std::chrono::microseconds pause;
};

void compare(const Shape& shape, int rounds, std::span<Subject*> subjects) {
  std::vector<std::vector<double>> costs(subjects.size());
  for (int i = 0; i < rounds + rounds / 10; ++i) {
    for (size_t k = 0; k < subjects.size(); ++k) {
      std::this_thread::sleep_for(shape.pause);
      const double cost = subjects[k]->push(shape.batch);
      if (i >= rounds / 10) costs[k].push_back(cost);
    }
  }
  std::vector<double> medians;
  for (auto& cost : costs) medians.push_back(quantile(cost, 0.5));
  std::printf("%-10s %14.0f %10.0f %10.0f %28.2f\n", shape.name, medians[0],
              medians[1], medians[2], medians[0] / medians[1]);
}

/// Single buffers at twenty times real time, by turns.
void compare_tails(int rounds, Subject& advanced, Subject& basic) {
  struct Costs {
    std::vector<double> cpu, wall;
  };
  Costs costs[2];
  Subject* subjects[] = {&advanced, &basic};
  for (int i = 0; i < rounds; ++i)
    for (int k = 0; k < 2; ++k) {
      std::this_thread::sleep_for(std::chrono::microseconds(500));
      const double before = wall_ns();
      costs[k].cpu.push_back(subjects[k]->push(1));
      costs[k].wall.push_back(wall_ns() - before);
    }
  std::printf("%-18s %10s %10s %10s\n", "one in a thousand", "advanced",
              "basic", "ratio");
  const auto print = [&](const char* name, std::vector<double> Costs::*member) {
    const double with = quantile(costs[0].*member, 0.999);
    const double without = quantile(costs[1].*member, 0.999);
    std::printf("%-18s %10.0f %10.0f %10.2f\n", name, with, without,
                with / without);
  };
  print("CPU ns", &Costs::cpu);
  print("wall ns", &Costs::wall);
}

}  // namespace

int main(int argc, char** argv) {
  gst_init(&argc, &argv);
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 2000;
  const char* isolation = argc > 2 ? argv[2] : "process";
  Subject analyzer("moodanalyzer",
                   {{"drop", "always"}, {"isolation", isolation}});
  Subject basic(
      "moodanalyzer",
      {{"drop", "always"}, {"isolation", isolation}, {"analysis", "basic"}});
  Subject level("level");
  Subject identity("identity");
  Subject* subjects[] = {&analyzer, &level, &identity};
  for (auto* subject : subjects) subject->start();
  std::printf("CPU ns per buffer, medians of %d rounds\n", rounds);
  std::printf("%-10s %14s %10s %10s %28s\n", "", "moodanalyzer", "level",
              "identity", "ratio moodanalyzer/level");
  using std::chrono::microseconds;
  compare({"together", 20, microseconds(100)}, rounds, subjects);
  compare({"apart", 1, microseconds(1000)}, rounds, subjects);
  basic.start();
  compare_tails(10 * rounds, analyzer, basic);
  for (auto* subject : {&analyzer, &basic, &level, &identity}) subject->stop();
  return 0;
}
