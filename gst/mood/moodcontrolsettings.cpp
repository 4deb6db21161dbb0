/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolsettings.h"

#include <algorithm>
#include <string_view>
#include <vector>

enum
{
  PROP_0,
  PROP_INTENSITY,
  PROP_CHANGE_THRESHOLD,
  PROP_MIN_CHANGE_INTERVAL,
  PROP_ADJUST_COLORS,
  PROP_ADJUST_EFFECTS,
  PROP_REACT_TO_EVENTS,
  PROP_BEAT_FLASH,
  PROP_TARGETS,
  PROP_OFFSET,
  PROP_POST_MESSAGES,
};

/* Names between semicolons or commas, blanks around them ignored. */
static std::vector<std::string>
split_targets (std::string_view text)
{
  std::vector<std::string> targets;
  while (!text.empty ()) {
    const size_t end = std::min (text.find_first_of (";,"), text.size ());
    std::string_view name = text.substr (0, end);
    const size_t first = name.find_first_not_of (" \t");
    if (first != name.npos) {
      const size_t last = name.find_last_not_of (" \t");
      targets.emplace_back (name.substr (first, last - first + 1));
    }
    text.remove_prefix (std::min (end + 1, text.size ()));
  }
  return targets;
}

static void
install_number_properties (GObjectClass *klass)
{
  const auto flags = static_cast<GParamFlags> (
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_PLAYING);
  g_object_class_install_property (
      klass, PROP_INTENSITY,
      g_param_spec_double (
          "intensity", "Intensity",
          "Scales speed, blur and brightness of everything sent", 0, 1, 0.7,
          flags));
  g_object_class_install_property (
      klass, PROP_CHANGE_THRESHOLD,
      g_param_spec_double (
          "change-threshold", "Change threshold",
          "How far the mood must move to be worth a command; adapts to how "
          "lively the music is",
          0.05, 0.5, 0.2, flags));
  g_object_class_install_property (
      klass, PROP_MIN_CHANGE_INTERVAL,
      g_param_spec_uint64 (
          "min-change-interval", "Minimum change interval",
          "Least time between changes of mood in nanoseconds; silence, its "
          "end and drops do not wait",
          GST_SECOND / 2, 30 * GST_SECOND, 3 * GST_SECOND, flags));
  g_object_class_install_property (
      klass, PROP_OFFSET,
      g_param_spec_int64 (
          "offset", "Offset",
          "Shifts the lights against the sound in nanoseconds; positive = "
          "lights later",
          -5 * gint64 (GST_SECOND), 5 * gint64 (GST_SECOND), 0, flags));
}

static void
install_other_properties (GObjectClass *klass)
{
  const auto flags = static_cast<GParamFlags> (
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_PLAYING);
  g_object_class_install_property (
      klass, PROP_ADJUST_COLORS,
      g_param_spec_boolean ("adjust-colors", "Adjust colors",
                            "Send gradients and their colors", TRUE, flags));
  g_object_class_install_property (
      klass, PROP_ADJUST_EFFECTS,
      g_param_spec_boolean ("adjust-effects", "Adjust effects",
                            "Send speed, blur and brightness", TRUE, flags));
  g_object_class_install_property (
      klass, PROP_REACT_TO_EVENTS,
      g_param_spec_boolean (
          "react-to-events", "React to events",
          "Answer drops, builds, climaxes and breakdowns for a few seconds",
          TRUE, flags));
  g_object_class_install_property (
      klass, PROP_BEAT_FLASH,
      g_param_spec_boolean ("beat-flash", "Beat flash",
                            "Flash on beats, at most three times a second",
                            FALSE, flags));
  g_object_class_install_property (
      klass, PROP_TARGETS,
      g_param_spec_string (
          "targets", "Targets",
          "Lamps to address, separated by semicolons or commas; empty = all",
          "", flags));
  g_object_class_install_property (
      klass, PROP_POST_MESSAGES,
      g_param_spec_boolean (
          "post-messages", "Post messages",
          "Post each command on the bus as element message led-scene", TRUE,
          flags));
}

namespace mood {

void
MoodControlSettings::install (GObjectClass *klass)
{
  install_number_properties (klass);
  install_other_properties (klass);
}

bool
MoodControlSettings::set (guint id, const GValue *value)
{
  MapperSettings &mapper = session.mapper;

  switch (id) {
  case PROP_INTENSITY:
    mapper.intensity = g_value_get_double (value);
    break;
  case PROP_CHANGE_THRESHOLD:
    mapper.change_threshold = g_value_get_double (value);
    break;
  case PROP_MIN_CHANGE_INTERVAL:
    mapper.min_change_interval_ns = g_value_get_uint64 (value);
    break;
  case PROP_ADJUST_COLORS:
    mapper.adjust_colors = g_value_get_boolean (value);
    break;
  case PROP_ADJUST_EFFECTS:
    mapper.adjust_effects = g_value_get_boolean (value);
    break;
  case PROP_REACT_TO_EVENTS:
    mapper.react_to_events = g_value_get_boolean (value);
    break;
  case PROP_BEAT_FLASH:
    mapper.beat_flash = g_value_get_boolean (value);
    break;
  case PROP_TARGETS: {
    const char *text = g_value_get_string (value);
    targets = text != nullptr ? text : "";
    mapper.targets = split_targets (targets);
    break;
  }
  case PROP_OFFSET:
    session.offset_ns = g_value_get_int64 (value);
    break;
  case PROP_POST_MESSAGES:
    post_messages = g_value_get_boolean (value);
    break;
  default:
    return false;
  }
  return true;
}

bool
MoodControlSettings::get (guint id, GValue *value) const
{
  const MapperSettings &mapper = session.mapper;

  switch (id) {
  case PROP_INTENSITY:
    g_value_set_double (value, mapper.intensity);
    break;
  case PROP_CHANGE_THRESHOLD:
    g_value_set_double (value, mapper.change_threshold);
    break;
  case PROP_MIN_CHANGE_INTERVAL:
    g_value_set_uint64 (value, mapper.min_change_interval_ns);
    break;
  case PROP_ADJUST_COLORS:
    g_value_set_boolean (value, mapper.adjust_colors);
    break;
  case PROP_ADJUST_EFFECTS:
    g_value_set_boolean (value, mapper.adjust_effects);
    break;
  case PROP_REACT_TO_EVENTS:
    g_value_set_boolean (value, mapper.react_to_events);
    break;
  case PROP_BEAT_FLASH:
    g_value_set_boolean (value, mapper.beat_flash);
    break;
  case PROP_TARGETS:
    g_value_set_string (value, targets.c_str ());
    break;
  case PROP_OFFSET:
    g_value_set_int64 (value, session.offset_ns);
    break;
  case PROP_POST_MESSAGES:
    g_value_set_boolean (value, post_messages);
    break;
  default:
    return false;
  }
  return true;
}

} // namespace mood
