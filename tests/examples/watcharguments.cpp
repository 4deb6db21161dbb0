/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "watcharguments.h"

#include <cmath>
#include <cstdlib>
#include <string_view>

namespace mood::watch {

const char kUsage[] =
    "moodwatch [OPTION...] [FILE | pulse | pipewire]\n"
    "\n"
    "Shows the mood of music and what lamps would do about it.\n"
    "\n"
    "  (nothing)     a tune that this program synthesises\n"
    "  FILE          anything GStreamer can decode\n"
    "  pulse         what plays on this machine, through PulseAudio\n"
    "  pipewire      what plays on this machine, through PipeWire\n"
    "\n"
    "  --fast        as fast as possible instead of in real time, silently\n"
    "  --loop        start again at the end\n"
    "  --mute        do not play the music\n"
    "  --seconds N   end after N seconds\n"
    "  --help        this text\n";

namespace {

bool parse_seconds(const char* text, double& seconds) {
  char* end = nullptr;
  seconds = std::strtod(text, &end);
  return end != text && *end == '\0' && std::isfinite(seconds) && seconds > 0;
}

void set_input(std::string_view word, Arguments& arguments) {
  if (word == "pulse") {
    arguments.input = Input::kPulse;
  } else if (word == "pipewire") {
    arguments.input = Input::kPipeWire;
  } else if (word != "tune") {
    arguments.input = Input::kFile;
    arguments.file = word;
  }
}

std::string contradiction(const Arguments& arguments) {
  if (arguments.live() && (arguments.fast || arguments.loop))
    return "a live source knows neither --fast nor --loop";
  return "";
}

}  // namespace

std::optional<Arguments> parse_arguments(std::span<char* const> words,
                                         std::string& error) {
  Arguments arguments;
  bool input_seen = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--fast") {
      arguments.fast = true;
    } else if (word == "--loop") {
      arguments.loop = true;
    } else if (word == "--mute") {
      arguments.mute = true;
    } else if (word == "--help" || word == "-h") {
      arguments.help = true;
    } else if (word == "--seconds") {
      if (++i == words.size() || !parse_seconds(words[i], arguments.seconds))
        error = "--seconds needs a number above 0";
    } else if (word.starts_with("-") || input_seen) {
      error = "cannot make sense of \"" + std::string(word) + "\"";
    } else {
      set_input(word, arguments);
      input_seen = true;
    }
    if (!error.empty()) return std::nullopt;
  }
  error = contradiction(arguments);
  if (!error.empty()) return std::nullopt;
  return arguments;
}

}  // namespace mood::watch
