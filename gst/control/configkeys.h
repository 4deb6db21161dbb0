/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sessionsettings.h"

namespace mood {

/// A setting with a few named values.
struct ConfigChoice {
  std::span<const std::string_view> names;
  size_t (*get)(const SessionSettings&);
  void (*set)(SessionSettings&, size_t);
};

template <typename Value>
using ConfigField = Value& (*)(SessionSettings&);

/// Where a setting is kept, which tells its type too. Times are seconds in
/// files and nanoseconds in the settings.
using ConfigAccess =
    std::variant<ConfigField<bool>, ConfigField<double>,
                 ConfigField<uint32_t>,  // a count
                 ConfigField<uint64_t>,  // a time
                 ConfigField<int64_t>,   // a time of either sign
                 ConfigField<std::string>,
                 ConfigField<std::vector<std::string>>,
                 ConfigField<std::optional<Colour>>, ConfigChoice>;

/// A key of the configuration file that is there once.
struct ConfigKey {
  std::string_view group;
  std::string_view key;
  ConfigAccess access;
  double min = 0;  ///< of numbers; seconds for times
  double max = 0;
};

/// All keys of the groups `control` and `silence`.
std::span<const ConfigKey> config_keys();
/// The key, or null.
const ConfigKey* find_config_key(std::string_view group, std::string_view key);
/// Copies one setting.
void copy_setting(const ConfigKey& key, const SessionSettings& from,
                  SessionSettings& to);

}  // namespace mood
