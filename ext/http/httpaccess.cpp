/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "httpaccess.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mood {
namespace {

constexpr std::array<LampScheme, 2> kSchemes = {{{"http", 80}, {"https", 443}}};

}  // namespace

std::variant<std::vector<HttpAccess>, std::string> make_http_access(
    const LedSinkSettings& settings, const char* example) {
  std::vector<HttpAccess> all;
  for (const std::string& location : split_list(settings.location)) {
    std::string error;
    std::optional<LampAddress> address =
        parse_lamp_address(location, kSchemes, &error);
    if (!address) return "The location " + error + ".";
    HttpAccess access{*std::move(address), settings.user, settings.password,
                      settings.tls_verify};
    if (!access.address.user.empty()) {
      access.user = access.address.user;
      access.password = access.address.password;
    }
    const bool is_known =
        std::any_of(all.begin(), all.end(), [&](const HttpAccess& other) {
          return other.address.url() == access.address.url();
        });
    // Two workers would send a lamp twice as much as it bears.
    if (!is_known) all.push_back(std::move(access));
  }
  if (all.empty())
    return std::string(
               "No lamp is named: set the property location, such as ") +
           example + ".";
  return all;
}

}  // namespace mood
