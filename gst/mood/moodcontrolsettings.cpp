/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolsettings.h"

#include <array>

#include "configproperty.h"

namespace mood {
namespace {

/* Properties that are keys of the file's group [control] too; types, ranges and
 * defaults are those of the key. */
constexpr std::array<PropertyText, 13> PROPERTIES = { {
    { "intensity", "Intensity",
      "Scales speed, blur and brightness of everything sent" },
    { "change-threshold", "Change threshold",
      "How far the mood must move to be worth a command; adapts to how lively "
      "the music is" },
    { "min-change-interval", "Minimum change interval",
      "Least time between changes of mood in nanoseconds; silence, its end and "
      "drops do not wait" },
    { "min-scene-interval", "Minimum scene interval",
      "Least time between changes of scene in nanoseconds" },
    { "switch-scenes", "Switch scenes",
      "Activate the scenes that the configuration file names" },
    { "adjust-colors", "Adjust colors", "Send gradients and their colors" },
    { "adjust-effects", "Adjust effects", "Send speed, blur and brightness" },
    { "react-to-events", "React to events",
      "Answer drops, builds, climaxes and breakdowns for a few seconds" },
    { "beat-flash", "Beat flash",
      "Flash on beats, at most three times a second" },
    { "allow-strobe", "Allow strobe",
      "Lift the limit of three flashes a second: can cause seizures" },
    { "quantize", "Quantize", "What changes of scene wait for" },
    { "offset", "Offset",
      "Shifts the lights against the sound in nanoseconds; positive = lights "
      "later" },
    { "targets", "Targets",
      "Lamps to address, separated by semicolons or commas; empty = all" },
} };
constexpr guint PROP_POST_MESSAGES = PROPERTIES.size () + 1;

const ConfigKey &
key_of (guint id)
{
  return *find_config_key ("control", PROPERTIES[id - 1].name);
}

bool
is_key (guint id)
{
  return id >= 1 && id <= PROPERTIES.size ();
}

} // namespace

void
MoodControlSettings::install (GObjectClass *klass)
{
  for (guint id = 1; is_key (id); ++id) {
    g_object_class_install_property (
        klass, id, make_property (PROPERTIES[id - 1], key_of (id)));
  }
  g_object_class_install_property (
      klass, PROP_POST_MESSAGES,
      g_param_spec_boolean (
          "post-messages", "Post messages",
          "Post each command on the bus as element message led-scene", TRUE,
          PROPERTY_FLAGS));
}

bool
MoodControlSettings::set (guint id, const GValue *value)
{
  if (id == PROP_POST_MESSAGES) {
    post_messages_ = g_value_get_boolean (value);
    return true;
  }
  if (!is_key (id))
    return false;
  const ConfigKey &key = key_of (id);
  read_property (key, value, own_);
  if (key.key == "targets") {
    const char *text = g_value_get_string (value);
    targets_text_ = text != nullptr ? text : "";
  }
  is_own_.set (id - 1);
  merge ();
  return true;
}

bool
MoodControlSettings::get (guint id, GValue *value) const
{
  if (id == PROP_POST_MESSAGES) {
    g_value_set_boolean (value, post_messages_);
    return true;
  }
  if (!is_key (id))
    return false;
  const ConfigKey &key = key_of (id);
  if (key.key == "targets" && is_own_[id - 1])
    g_value_set_string (value, targets_text_.c_str ());
  else
    write_property (key, merged_, value);
  return true;
}

void
MoodControlSettings::set_file (const SessionSettings &settings)
{
  file_ = settings;
  ++generation_;
  merge ();
}

void
MoodControlSettings::merge ()
{
  merged_ = file_;
  merged_.mapper.config_generation = generation_;
  for (guint id = 1; is_key (id); ++id) {
    if (is_own_[id - 1])
      copy_setting (key_of (id), own_, merged_);
  }
}

} // namespace mood
