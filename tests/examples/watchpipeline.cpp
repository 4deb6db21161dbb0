/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "watchpipeline.h"

namespace mood::watch {
namespace {

std::string source(Input input) {
  switch (input) {
    case Input::kTune:
      return std::string("appsrc name=") + kTuneName;
    case Input::kFile:
      return "filesrc name=file ! decodebin expose-all-streams=false "
             "caps=audio/x-raw(ANY) ! audioconvert";
    case Input::kPulse:
      return "pulsesrc device=@DEFAULT_MONITOR@ client-name=moodwatch";
    case Input::kPipeWire:
      return "pipewiresrc client-name=moodwatch "
             "stream-properties=\"props,stream.capture.sink=true\"";
  }
  return "";
}

std::string description(const Arguments& arguments, bool sound) {
  std::string text = source(arguments.input);
  // A file is then heard as if it came from a live source.
  if (!arguments.live() && !arguments.fast) text += " ! identity sync=true";
  text += std::string(" ! moodanalyzer name=") + kAnalyzerName;
  const std::string lamps = "moodcontrol ! fakesink sync=false async=false";
  if (!sound) return text + " ! " + lamps;
  // An output that does not keep up loses audio, but holds nobody up.
  return text + " ! tee name=t  t. ! queue ! " + lamps +
         "  t. ! queue leaky=downstream ! audioconvert ! audioresample ! "
         "autoaudiosink name=" +
         kSoundName;
}

bool is_fake(const GValue* item) {
  auto* element = static_cast<GstElement*>(g_value_get_object(item));
  GstElementFactory* factory = gst_element_get_factory(element);
  return factory != nullptr &&
         g_str_equal(GST_OBJECT_NAME(factory), "fakesink");
}

/// autoaudiosink takes a fakesink where it finds nothing better.
bool has_fake_child(GstElement* bin) {
  bool fake = false;
  GstIterator* children = gst_bin_iterate_elements(GST_BIN(bin));
  gst_iterator_foreach(
      children,
      [](const GValue* item, gpointer found) {
        *static_cast<bool*>(found) |= is_fake(item);
      },
      &fake);
  gst_iterator_free(children);
  return fake;
}

}  // namespace

ElementPtr make_pipeline(const Arguments& arguments, bool sound,
                         std::string& error) {
  GError* failure = nullptr;
  ElementPtr pipeline(
      gst_parse_launch_full(description(arguments, sound).c_str(), nullptr,
                            GST_PARSE_FLAG_FATAL_ERRORS, &failure));
  if (failure != nullptr) {
    error = failure->message;
    g_error_free(failure);
    return nullptr;
  }
  if (arguments.input == Input::kFile) {
    const ElementPtr file(gst_bin_get_by_name(GST_BIN(pipeline.get()), "file"));
    g_object_set(file.get(), "location", arguments.file.c_str(), nullptr);
  }
  // Not an audio sink's clock: that one stops when the sink does.
  GstClock* clock = gst_system_clock_obtain();
  gst_pipeline_use_clock(GST_PIPELINE(pipeline.get()), clock);
  gst_object_unref(clock);
  return pipeline;
}

bool sound_is_available() {
  GstElement* sink = gst_element_factory_make("autoaudiosink", nullptr);
  if (sink == nullptr) return false;
  const ElementPtr owner(GST_ELEMENT(gst_object_ref_sink(sink)));
  const bool available = gst_element_set_state(sink, GST_STATE_READY) !=
                             GST_STATE_CHANGE_FAILURE &&
                         !has_fake_child(sink);
  gst_element_set_state(sink, GST_STATE_NULL);
  return available;
}

}  // namespace mood::watch
