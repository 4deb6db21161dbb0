/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampaddress.h"

#include <glib.h>

#include <algorithm>
#include <memory>

namespace mood {
namespace {

struct UriUnref {
  void operator()(GUri* uri) const { g_uri_unref(uri); }
};
using UriPtr = std::unique_ptr<GUri, UriUnref>;

std::string or_empty(const char* text) { return text != nullptr ? text : ""; }

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         g_ascii_strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string join(std::span<const LampScheme> schemes) {
  std::string text;
  for (const LampScheme& scheme : schemes)
    text += (text.empty() ? "" : ", ") + std::string(scheme.name) + "://";
  return text;
}

/// Whether what stands where the port should is no number: then it may be the
/// beginning of a password that has a comma in it.
bool has_odd_port(std::string_view location, size_t host_begin) {
  std::string_view authority = location.substr(host_begin);
  authority = authority.substr(0, authority.find('/'));
  const size_t colon = authority.rfind(':');
  if (colon == authority.npos || authority.ends_with(']')) return false;
  const std::string_view port = authority.substr(colon + 1);
  return !std::all_of(port.begin(), port.end(),
                      [](char c) { return g_ascii_isdigit(c); });
}

UriPtr parse_uri(const std::string& text) {
  constexpr auto kFlags = static_cast<GUriFlags>(G_URI_FLAGS_HAS_PASSWORD |
                                                 G_URI_FLAGS_ENCODED_PATH);
  return UriPtr(g_uri_parse(text.c_str(), kFlags, nullptr));
}

}  // namespace

std::string LampAddress::url() const {
  const bool is_ipv6 = host.find(':') != host.npos;
  return scheme + "://" + (is_ipv6 ? "[" + host + "]" : host) + ":" +
         std::to_string(port) + path;
}

bool LampAddress::is_called(std::string_view name) const {
  const std::string host_and_port = host + ":" + std::to_string(port);
  const std::string label = host.substr(0, host.find('.'));
  const bool is_number = g_hostname_is_ip_address(host.c_str()) != FALSE;
  return equal(name, host) || equal(name, host_and_port) ||
         equal(name, url()) || (!is_number && equal(name, label));
}

std::optional<LampAddress> parse_lamp_address(
    std::string_view text, std::span<const LampScheme> schemes,
    std::string* error) {
  const auto refuse = [&](const std::string& why) {
    *error = "\"" + without_secrets(text) + "\" " + why +
             ": it should look like " + std::string(schemes[0].name) +
             "://host:port";
    return std::nullopt;
  };
  std::string full(text);
  if (full.find("://") == full.npos)
    full = std::string(schemes[0].name) + "://" + full;
  const UriPtr uri = parse_uri(full);
  if (!uri) return refuse("is no address");

  LampAddress address;
  address.scheme = g_uri_get_scheme(uri.get());
  const auto scheme = std::find_if(
      schemes.begin(), schemes.end(),
      [&](const LampScheme& s) { return equal(s.name, address.scheme); });
  if (scheme == schemes.end()) return refuse("is none of " + join(schemes));
  address.scheme = scheme->name;
  address.host = or_empty(g_uri_get_host(uri.get()));
  if (address.host.empty()) return refuse("names no host");
  if (std::any_of(address.host.begin(), address.host.end(),
                  [](char c) { return c == '%' || g_ascii_isspace(c); }))
    return refuse("names a host with blanks");
  const int port = g_uri_get_port(uri.get());
  if (port == 0 || port > 65535) return refuse("has no port from 1 to 65535");
  address.port = port > 0 ? static_cast<uint16_t>(port) : scheme->default_port;
  address.path = or_empty(g_uri_get_path(uri.get()));
  while (address.path.ends_with('/')) address.path.pop_back();
  address.user = or_empty(g_uri_get_user(uri.get()));
  address.password = or_empty(g_uri_get_password(uri.get()));
  if (address.user.empty() && full.find('@') != full.npos)
    return refuse(
        "has an @, but no user before it (write @ : / ? # and commas "
        "of a user or password as %40 %3A %2F %3F %23 %2C)");
  return address;
}

std::vector<std::string> split_list(std::string_view text,
                                    std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view part = text.substr(0, end);
    const size_t first = part.find_first_not_of(" \t\r\n");
    if (first != part.npos) {
      const size_t last = part.find_last_not_of(" \t\r\n");
      parts.emplace_back(part.substr(first, last - first + 1));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string without_secrets(std::string_view locations) {
  std::string result;
  bool in_password = false;  // what follows may be the rest of a password
  const std::vector<std::string> parts = split_list(locations);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const size_t scheme_end = part->find("://");
    const size_t begin = scheme_end == part->npos ? 0 : scheme_end + 3;
    const size_t at = part->rfind('@');
    std::string shown = *part;
    if (at != part->npos && at >= begin)
      shown = part->substr(0, begin) + "***" + part->substr(at);
    else if (has_odd_port(*part, begin) ||
             (in_password && part->find(':', begin) != part->npos))
      shown = part->substr(0, begin) + "***";
    in_password = scheme_end == part->npos && (in_password || at != part->npos);
    result = result.empty() ? shown : shown + ',' + result;
  }
  return result;
}

}  // namespace mood
