/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clientname.h"

#include <glib.h>

#include <algorithm>

namespace mood {
namespace {

bool is_node_character(char c) {
  return g_ascii_isalnum(c) || c == '-' || c == '_';
}

bool is_level_character(char c) {
  return c != '/' && c != '+' && c != '#' && c != '$';
}

std::string replace_others(std::string text, bool (*is_allowed)(char)) {
  std::replace_if(
      text.begin(), text.end(), [=](char c) { return !is_allowed(c); }, '_');
  return text;
}

}  // namespace

ClientName make_client_name(std::string_view client_id,
                            std::string_view host_name) {
  const std::string host(host_name.empty() ? "localhost" : host_name);
  const std::string own(client_id.empty() ? host : std::string(client_id));
  ClientName name;
  name.id = client_id.empty() ? "gst-mood-" + host : own;
  name.path = replace_others(own, is_level_character);
  name.node = replace_others(name.id, is_node_character);
  return name;
}

}  // namespace mood
