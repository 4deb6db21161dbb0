/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "configproperty.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace mood {
namespace {

/* In the order of Quantize. */
GType
quantize_type ()
{
  static const GEnumValue values[]
      = { { 0, "At once", "off" },
          { 1, "On the next beat", "beat" },
          { 2, "On the first beat of the next bar", "bar" },
          { 0, nullptr, nullptr } };
  static const GType type = [] {
    const GType type
        = g_enum_register_static ("GstMoodControlQuantize", values);
    gst_type_mark_as_plugin_api (type, static_cast<GstPluginAPIFlags> (0));
    return type;
  }();
  return type;
}

/* Names between semicolons or commas, blanks around them ignored. */
std::vector<std::string>
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

std::string
join (const std::vector<std::string> &names)
{
  std::string text;
  for (const std::string &name : names)
    text += (text.empty () ? "" : ";") + name;
  return text;
}

/* The property of a key, by the key's type. */
class SpecMaker {
public:
  SpecMaker (const PropertyText &property, const ConfigKey &key)
      : property_ (property), key_ (key)
  {
  }

  GParamSpec *
  operator() (ConfigField<bool> field)
  {
    return g_param_spec_boolean (property_.name, property_.nick,
                                 property_.blurb, field (defaults_),
                                 PROPERTY_FLAGS);
  }

  GParamSpec *
  operator() (ConfigField<double> field)
  {
    return g_param_spec_double (property_.name, property_.nick, property_.blurb,
                                key_.min, key_.max, field (defaults_),
                                PROPERTY_FLAGS);
  }

  GParamSpec *
  operator() (ConfigField<uint64_t> field)
  {
    return g_param_spec_uint64 (property_.name, property_.nick, property_.blurb,
                                std::llround (key_.min * GST_SECOND),
                                std::llround (key_.max * GST_SECOND),
                                field (defaults_), PROPERTY_FLAGS);
  }

  GParamSpec *
  operator() (ConfigField<int64_t> field)
  {
    return g_param_spec_int64 (property_.name, property_.nick, property_.blurb,
                               std::llround (key_.min * GST_SECOND),
                               std::llround (key_.max * GST_SECOND),
                               field (defaults_), PROPERTY_FLAGS);
  }

  GParamSpec *
  operator() (const ConfigChoice &choice)
  {
    return g_param_spec_enum (property_.name, property_.nick, property_.blurb,
                              quantize_type (), choice.get (defaults_),
                              PROPERTY_FLAGS);
  }

  template <typename Value>
  GParamSpec *
  operator() (ConfigField<Value>)
  {
    return g_param_spec_string (property_.name, property_.nick, property_.blurb,
                                "", PROPERTY_FLAGS);
  }

private:
  const PropertyText &property_;
  const ConfigKey &key_;
  SessionSettings defaults_;
};

/* Reads a property's value into the settings. */
class ValueReader {
public:
  ValueReader (const GValue *value, SessionSettings &settings)
      : value_ (value), settings_ (settings)
  {
  }

  void
  operator() (ConfigField<bool> field)
  {
    field (settings_) = g_value_get_boolean (value_);
  }

  void
  operator() (ConfigField<double> field)
  {
    field (settings_) = g_value_get_double (value_);
  }

  void
  operator() (ConfigField<uint64_t> field)
  {
    field (settings_) = g_value_get_uint64 (value_);
  }

  void
  operator() (ConfigField<int64_t> field)
  {
    field (settings_) = g_value_get_int64 (value_);
  }

  void
  operator() (ConfigField<std::vector<std::string>> field)
  {
    const char *text = g_value_get_string (value_);
    field (settings_) = split_targets (text != nullptr ? text : "");
  }

  void
  operator() (const ConfigChoice &choice)
  {
    choice.set (settings_, g_value_get_enum (value_));
  }

  template <typename Value>
  void
  operator() (ConfigField<Value>)
  {
  }

private:
  const GValue *value_;
  SessionSettings &settings_;
};

/* Writes a setting to a property's value. */
class ValueWriter {
public:
  ValueWriter (SessionSettings settings, GValue *value)
      : settings_ (std::move (settings)), value_ (value)
  {
  }

  void
  operator() (ConfigField<bool> field)
  {
    g_value_set_boolean (value_, field (settings_));
  }

  void
  operator() (ConfigField<double> field)
  {
    g_value_set_double (value_, field (settings_));
  }

  void
  operator() (ConfigField<uint64_t> field)
  {
    g_value_set_uint64 (value_, field (settings_));
  }

  void
  operator() (ConfigField<int64_t> field)
  {
    g_value_set_int64 (value_, field (settings_));
  }

  void
  operator() (ConfigField<std::vector<std::string>> field)
  {
    g_value_set_string (value_, join (field (settings_)).c_str ());
  }

  void
  operator() (const ConfigChoice &choice)
  {
    g_value_set_enum (value_, choice.get (settings_));
  }

  template <typename Value>
  void
  operator() (ConfigField<Value>)
  {
  }

private:
  SessionSettings settings_;
  GValue *value_;
};

} // namespace

GParamSpec *
make_property (const PropertyText &text, const ConfigKey &key)
{
  return std::visit (SpecMaker (text, key), key.access);
}

void
read_property (const ConfigKey &key, const GValue *value,
               SessionSettings &settings)
{
  std::visit (ValueReader (value, settings), key.access);
}

void
write_property (const ConfigKey &key, const SessionSettings &settings,
                GValue *value)
{
  std::visit (ValueWriter (settings, value), key.access);
}

} // namespace mood
