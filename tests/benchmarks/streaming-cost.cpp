/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an element costs the streaming thread: CPU time of one gst_pad_push()
 * through moodanalyzer against one through `level`, in the same run, on
 * 48 kHz stereo F32 buffers of 1,024 frames. Buffers come at intervals, so
 * that the helper has fallen asleep and has to be woken, as on a live source.
 * Prints the medians and the ratio; the two elements take turns, so that a
 * drifting machine disturbs both alike. */
#include <gst/gst.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
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

/// One element between two bare pads.
class Subject {
 public:
  Subject(const char* factory, const std::vector<GstBuffer*>& buffers)
      : buffers_(buffers) {
    element_ = gst_element_factory_make(factory, nullptr);
    if (!element_) {
      std::fprintf(stderr, "no element %s\n", factory);
      std::exit(1);
    }
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

  GstElement* element() { return element_; }

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

  /// CPU nanoseconds of pushing the next buffer.
  double push() {
    GstBuffer* buffer = buffers_[pushed_ % buffers_.size()];
    GST_BUFFER_PTS(buffer) =
        gst_util_uint64_scale(pushed_ * kFrames, GST_SECOND, kRate_hz);
    ++pushed_;
    const double before = thread_cpu_ns();
    gst_pad_push(source_, gst_buffer_ref(buffer));
    return thread_cpu_ns() - before;
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

  const std::vector<GstBuffer*>& buffers_;
  GstElement* element_;
  GstPad* source_;
  GstPad* sink_;
  guint64 pushed_ = 0;
};

std::vector<GstBuffer*> make_buffers() {
  std::vector<GstBuffer*> buffers;
  for (int i = 0; i < 64; ++i) {
    std::vector<float> samples(kFrames * kChannels);
    for (size_t k = 0; k < samples.size(); ++k)
      samples[k] =
          0.3f * std::sin(float(i * kFrames + int(k) / kChannels) * 0.057f);
    buffers.push_back(gst_buffer_new_memdup(samples.data(),
                                            samples.size() * sizeof(float)));
    GST_BUFFER_DURATION(buffers.back()) =
        gst_util_uint64_scale(kFrames, GST_SECOND, kRate_hz);
  }
  return buffers;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value;
  return sum / double(values.size());
}

}  // namespace

int main(int argc, char** argv) {
  gst_init(&argc, &argv);
  const int count = argc > 1 ? std::atoi(argv[1]) : 4000;
  const auto pause = std::chrono::microseconds(argc > 2 ? std::atoi(argv[2])
                                                        : 1000);
  const auto buffers = make_buffers();
  Subject analyzer("moodanalyzer", buffers);
  gst_util_set_object_arg(G_OBJECT(analyzer.element()), "drop", "always");
  if (argc > 3)
    gst_util_set_object_arg(G_OBJECT(analyzer.element()), "isolation",
                            argv[3]);
  Subject level("level", buffers);
  Subject identity("identity", buffers);
  Subject* subjects[] = {&analyzer, &level, &identity};
  const char* names[] = {"moodanalyzer", "level", "identity"};
  std::vector<double> costs[3];
  for (auto* subject : subjects) subject->start();
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < 3; ++k) {
      const double cost = subjects[k]->push();
      if (i >= count / 10) costs[k].push_back(cost);
      std::this_thread::sleep_for(pause / 3);
    }
  }
  std::printf("%-14s %12s %12s\n", "element", "median ns", "mean ns");
  for (int k = 0; k < 3; ++k)
    std::printf("%-14s %12.0f %12.0f\n", names[k], median(costs[k]),
                mean(costs[k]));
  std::printf("ratio moodanalyzer/level: median %.3f, mean %.3f\n",
              median(costs[0]) / median(costs[1]),
              mean(costs[0]) / mean(costs[1]));
  for (auto* subject : subjects) subject->stop();
  return 0;
}
