/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <cstdint>
#include <string>
#include <vector>

#include "terminal.h"

/// Fields of a message that may be missing, in C++ types.
namespace mood::watch {

std::string text_field(const GstStructure* structure, const char* name);
double number_field(const GstStructure* structure, const char* name);
/// 0 if there is no valid time.
uint64_t time_field(const GstStructure* structure, const char* name);
std::vector<std::string> strings_field(const GstStructure* structure,
                                       const char* name);

/// Colours written as "#rrggbb"; other texts are left out.
std::vector<Rgb> colours_of(const std::vector<std::string>& names);

/// printf into a string.
std::string format(const char* pattern, ...) G_GNUC_PRINTF(1, 2);

}  // namespace mood::watch
