/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "messagefields.h"

#include <cstdarg>
#include <cstdio>
#include <memory>

namespace mood::watch {

std::string text_field(const GstStructure* structure, const char* name) {
  const char* text = gst_structure_get_string(structure, name);
  return text != nullptr ? text : "";
}

double number_field(const GstStructure* structure, const char* name) {
  double number = 0;
  gst_structure_get_double(structure, name, &number);
  return number;
}

uint64_t time_field(const GstStructure* structure, const char* name) {
  guint64 time_ns = GST_CLOCK_TIME_NONE;
  gst_structure_get_uint64(structure, name, &time_ns);
  return GST_CLOCK_TIME_IS_VALID(time_ns) ? time_ns : 0;
}

std::vector<std::string> strings_field(const GstStructure* structure,
                                       const char* name) {
  std::vector<std::string> strings;
  const GValue* array = gst_structure_get_value(structure, name);
  if (array == nullptr || !GST_VALUE_HOLDS_ARRAY(array)) return strings;
  for (guint i = 0; i < gst_value_array_get_size(array); ++i) {
    const GValue* item = gst_value_array_get_value(array, i);
    if (G_VALUE_HOLDS_STRING(item))
      strings.emplace_back(g_value_get_string(item));
  }
  return strings;
}

std::vector<Rgb> colours_of(const std::vector<std::string>& names) {
  std::vector<Rgb> colours;
  for (const std::string& name : names) {
    unsigned red = 0, green = 0, blue = 0;
    if (name.size() == 7 &&
        std::sscanf(name.c_str(), "#%2x%2x%2x", &red, &green, &blue) == 3)
      colours.push_back({static_cast<uint8_t>(red), static_cast<uint8_t>(green),
                         static_cast<uint8_t>(blue)});
  }
  return colours;
}

std::string format(const char* pattern, ...) {
  va_list arguments;
  va_start(arguments, pattern);
  const std::unique_ptr<char, void (*)(void*)> text(
      g_strdup_vprintf(pattern, arguments), g_free);
  va_end(arguments);
  return text.get();
}

}  // namespace mood::watch
