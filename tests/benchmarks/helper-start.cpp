/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From the decision to start a helper to its handshake, against starting and
 * reaping /bin/true the same way in the same run; and what the helper takes
 * of memory once it has analysed ten seconds at defaults.
 *
 *   helper-start [ROUNDS] */
#include <gio/gio.h>
#include <gst/gst.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

double now_ms() { return double(g_get_monotonic_time()) / 1000; }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

GstElement* make_pipeline(const char* description) {
  GError* error = nullptr;
  GstElement* pipeline = gst_parse_launch(description, &error);
  if (!pipeline || error) {
    std::fprintf(stderr, "%s\n", error ? error->message : "no pipeline");
    std::exit(1);
  }
  return pipeline;
}

/// Waits for moodanalyzer's word that its helper is up. @return its pid.
int wait_started(GstElement* pipeline) {
  GstBus* bus = gst_element_get_bus(pipeline);
  int pid = 0;
  while (pid == 0) {
    GstMessage* message = gst_bus_timed_pop_filtered(
        bus, 10 * GST_SECOND,
        GstMessageType(GST_MESSAGE_ELEMENT | GST_MESSAGE_ERROR));
    if (!message || GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
      std::fprintf(stderr, "the helper did not start\n");
      std::exit(1);
    }
    const GstStructure* structure = gst_message_get_structure(message);
    if (gst_structure_has_name(structure, "mood-extractor"))
      gst_structure_get_int(structure, "pid", &pid);
    gst_message_unref(message);
  }
  gst_object_unref(bus);
  return pid;
}

double handshake_ms() {
  GstElement* pipeline = make_pipeline(
      "audiotestsrc num-buffers=1 ! moodanalyzer isolation=process ! fakesink");
  gst_element_set_state(pipeline, GST_STATE_READY);
  const double before = now_ms();
  gst_element_set_state(pipeline, GST_STATE_PAUSED);
  wait_started(pipeline);
  const double took = now_ms() - before;
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  return took;
}

double true_ms() {
  const double before = now_ms();
  GSubprocess* process = g_subprocess_new(G_SUBPROCESS_FLAGS_INHERIT_FDS,
                                          nullptr, "/bin/true", nullptr);
  g_subprocess_wait(process, nullptr, nullptr);
  g_object_unref(process);
  return now_ms() - before;
}

std::string resident_memory() {
  GstElement* pipeline = make_pipeline(
      "audiotestsrc wave=pink-noise num-buffers=470 ! "
      "audio/x-raw,rate=48000,channels=2 ! moodanalyzer isolation=process ! "
      "fakesink sync=false");
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  const int pid = wait_started(pipeline);
  GstBus* bus = gst_element_get_bus(pipeline);
  gst_message_unref(gst_bus_timed_pop_filtered(
      bus, 60 * GST_SECOND,
      GstMessageType(GST_MESSAGE_EOS | GST_MESSAGE_ERROR)));
  gst_object_unref(bus);
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  std::string text;
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS") || line.starts_with("Rss"))
      text += "  " + line + "\n";
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  gst_init(&argc, &argv);
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 50;
  std::vector<double> handshakes, trues;
  for (int i = 0; i < rounds; ++i) {
    handshakes.push_back(handshake_ms());
    trues.push_back(true_ms());
  }
  std::printf("start to handshake: median %.2f ms, worst %.2f ms\n",
              median(handshakes),
              *std::max_element(handshakes.begin(), handshakes.end()));
  std::printf("start to end of /bin/true: median %.2f ms\n", median(trues));
  std::printf("ratio: %.2f\n", median(handshakes) / median(trues));
  std::printf("helper after 10 s of 48 kHz stereo:\n%s",
              resident_memory().c_str());
  return 0;
}
