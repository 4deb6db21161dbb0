/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <span>
#include <string>

namespace mood::watch {

enum class Input { kTune, kFile, kPulse, kPipeWire };

/// What the command line asks for.
struct Arguments {
  Input input = Input::kTune;
  std::string file;
  bool fast = false;  ///< as fast as possible, silently
  bool loop = false;
  bool mute = false;
  bool help = false;
  double seconds = 0;  ///< end after this long; 0 = with the music

  bool live() const {
    return input == Input::kPulse || input == Input::kPipeWire;
  }
};

extern const char kUsage[];

/// @return nothing, and why in @p error, if it makes no sense.
std::optional<Arguments> parse_arguments(std::span<char* const> words,
                                         std::string& error);

}  // namespace mood::watch
