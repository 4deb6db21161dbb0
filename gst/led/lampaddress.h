/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mood {

/// A scheme that a sink knows, and the port it means if none is given.
struct LampScheme {
  std::string_view name;
  uint16_t default_port;
};

/// Where a lamp or server is.
struct LampAddress {
  std::string scheme;  ///< lower case
  std::string host;    ///< without the brackets of IPv6
  uint16_t port = 0;
  std::string path;      ///< without a slash at its end; may be empty
  std::string user;      ///< decoded; empty = none in the address
  std::string password;  ///< decoded; a secret

  /// The address without user and password: for requests and people.
  std::string url() const;
  /// Whether a person could mean this lamp by @p name: its URL, `host`,
  /// `host:port` or the host's first label, case ignored.
  bool is_called(std::string_view name) const;
};

/// The address in @p text; without a scheme the first of @p schemes is meant.
/// Nothing if it is none or its scheme is not among them; @p error then says
/// why, without secrets.
std::optional<LampAddress> parse_lamp_address(
    std::string_view text, std::span<const LampScheme> schemes,
    std::string* error);
/// The parts of @p text between any of @p separators, blanks around
/// them removed, empty ones left out.
std::vector<std::string> split_list(std::string_view text,
                                    std::string_view separators = ",");
/// @p locations with `***` for what stands before an `@`, and for what may be
/// part of a password that has a comma in it.
std::string without_secrets(std::string_view locations);

}  // namespace mood
