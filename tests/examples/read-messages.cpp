/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include <cstdio>

static void show(const GstStructure* mood) {
  guint64 time = 0;
  double energy = 0, valence = 0, tempo = 0;
  gst_structure_get(mood, "stream-time", G_TYPE_UINT64, &time, "energy",
                    G_TYPE_DOUBLE, &energy, "valence", G_TYPE_DOUBLE, &valence,
                    "tempo", G_TYPE_DOUBLE, &tempo, nullptr);
  std::printf("%8.3f s  %-9s  energy %.2f  valence %.2f  %5.1f BPM\n",
              time / 1e9, gst_structure_get_string(mood, "state"), energy,
              valence, tempo);
}

int main(int argc, char** argv) {
  gst_init(&argc, &argv);
  if (argc != 2) return std::fprintf(stderr, "usage: %s FILE\n", argv[0]), 2;
  GError* error = nullptr;
  GstElement* pipeline = gst_parse_launch(
      "filesrc name=file ! decodebin ! audioconvert ! moodanalyzer ! fakesink",
      &error);
  if (error) return std::fprintf(stderr, "%s\n", error->message), 1;
  GstElement* file = gst_bin_get_by_name(GST_BIN(pipeline), "file");
  g_object_set(file, "location", argv[1], nullptr);
  gst_object_unref(file);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);

  GstBus* bus = gst_element_get_bus(pipeline);
  bool running = true, failed = false;
  while (running) {
    GstMessage* message = gst_bus_timed_pop(bus, GST_CLOCK_TIME_NONE);
    const GstStructure* content = gst_message_get_structure(message);
    failed = GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR;
    running = !failed && GST_MESSAGE_TYPE(message) != GST_MESSAGE_EOS;
    if (content && gst_structure_has_name(content, "mood")) show(content);
    gst_message_unref(message);
  }
  gst_object_unref(bus);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  return failed ? 1 : 0;
}
