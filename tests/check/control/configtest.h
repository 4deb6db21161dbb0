/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "configkeys.h"
#include "controlconfig.h"

namespace mood::test {

/// The settings in @p text, which must be good.
inline SessionSettings parsed(const std::string& text) {
  const auto result = parse_control_config(text);
  if (const auto* error = std::get_if<ConfigError>(&result)) {
    ADD_FAILURE() << error->line << ": " << error->message;
    return {};
  }
  return std::get<SessionSettings>(result);
}

/// What is wrong with @p text, which must be bad.
inline ConfigError fault(const std::string& text) {
  const auto result = parse_control_config(text);
  const auto* error = std::get_if<ConfigError>(&result);
  if (error == nullptr) ADD_FAILURE() << "accepted: " << text;
  return error != nullptr ? *error : ConfigError();
}

}  // namespace mood::test
