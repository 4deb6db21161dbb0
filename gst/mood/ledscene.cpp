/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledscene.h"

#include <span>

namespace mood {
namespace {

void
set_strings (GstStructure *structure, const char *field,
             std::span<const std::string> strings)
{
  GValue array = G_VALUE_INIT;
  gst_value_array_init (&array, strings.size ());
  for (const std::string &string : strings) {
    GValue value = G_VALUE_INIT;
    g_value_init (&value, G_TYPE_STRING);
    g_value_set_string (&value, string.c_str ());
    gst_value_array_append_and_take_value (&array, &value);
  }
  gst_structure_take_value (structure, field, &array);
}

class ActionFields {
public:
  explicit ActionFields (GstStructure *structure) : structure_ (structure) {}

  void
  operator() (const SceneAction &scene)
  {
    gst_structure_set (structure_, "scene", G_TYPE_STRING, scene.scene.c_str (),
                       nullptr);
  }

  void
  operator() (const EffectAction &effect)
  {
    if (!effect.gradient.empty ()) {
      gst_structure_set (structure_, "gradient", G_TYPE_STRING,
                         effect.gradient.c_str (), nullptr);
      std::vector<std::string> colours;
      for (const Colour colour : effect.colours)
        colours.push_back (to_string (colour));
      set_strings (structure_, "colors", colours);
    }
    set_optional ("speed", effect.speed);
    set_optional ("blur", effect.blur);
    set_optional ("brightness", effect.brightness);
    gst_structure_set (structure_, "transition", G_TYPE_UINT,
                       effect.transition_ms, nullptr);
  }

  void
  operator() (const FlashAction &flash)
  {
    gst_structure_set (structure_, "color", G_TYPE_STRING,
                       to_string (flash.colour).c_str (), "duration",
                       G_TYPE_UINT, flash.duration_ms, "brightness",
                       G_TYPE_DOUBLE, flash.brightness, nullptr);
  }

  void
  operator() (const ReleaseAction &)
  {
  }

private:
  void
  set_optional (const char *field, std::optional<double> value)
  {
    if (value)
      gst_structure_set (structure_, field, G_TYPE_DOUBLE, *value, nullptr);
  }

  GstStructure *structure_;
};

} // namespace

GstBuffer *
make_scene_buffer (const std::string &line, uint64_t running_time_ns)
{
  GstBuffer *buffer = gst_buffer_new_memdup (line.data (), line.size ());
  GST_BUFFER_PTS (buffer) = running_time_ns;
  return buffer;
}

GstMessage *
make_scene_message (GstObject *source, const SceneCommand &command,
                    const std::string &line)
{
  const std::string state (to_string (command.mood.state));
  const std::string name (command_name (command));
  const std::string json (line, 0, line.find ('\n'));
  GstStructure *structure = gst_structure_new (
      "led-scene", "command", G_TYPE_STRING, name.c_str (), "running-time",
      G_TYPE_UINT64, guint64 (command.running_time_ns), "cause", G_TYPE_STRING,
      command.cause.c_str (), "state", G_TYPE_STRING, state.c_str (),
      "category", G_TYPE_STRING, command.mood.category.c_str (), "json",
      G_TYPE_STRING, json.c_str (), nullptr);
  std::visit (ActionFields (structure), command.action);
  set_strings (structure, "targets", command.targets);
  return gst_message_new_element (source, structure);
}

} // namespace mood
