/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "terminal.h"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace mood::watch {
namespace {

constexpr int kForeground = 38;
constexpr int kBackground = 48;
constexpr char kReset[] = "\x1b[0m";

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

Terminal::Colours detect_colours() {
  const auto depth = environment("COLORTERM");
  const auto kind = environment("TERM");
  if (!environment("NO_COLOR").empty() || kind.empty() || kind == "dumb")
    return Terminal::Colours::kNone;
  if (depth == "truecolor" || depth == "24bit" || kind.ends_with("-direct"))
    return Terminal::Colours::kTrue;
  return kind.find("256") != kind.npos ? Terminal::Colours::k256
                                       : Terminal::Colours::kNone;
}

int columns_of_terminal() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return 80;
}

/// The nearest of xterm's 6 x 6 x 6 colours.
int cube_index(Rgb colour) {
  const auto level = [](int value) { return (value * 5 + 127) / 255; };
  return 16 + 36 * level(colour.red) + 6 * level(colour.green) +
         level(colour.blue);
}

Rgb blend(std::span<const Rgb> stops, double place) {
  const double position = place * static_cast<double>(stops.size() - 1);
  const auto first = static_cast<size_t>(position);
  const Rgb a = stops[first];
  const Rgb b = stops[std::min(first + 1, stops.size() - 1)];
  const double share = position - static_cast<double>(first);
  const auto mix = [share](uint8_t from, uint8_t to) {
    return static_cast<uint8_t>(std::lround(from + share * (to - from)));
  };
  return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue)};
}

}  // namespace

Terminal::Abilities Terminal::detect() {
  Abilities abilities;
  abilities.interactive = isatty(STDOUT_FILENO) == 1;
  abilities.unicode = std::string_view(nl_langinfo(CODESET)) == "UTF-8";
  if (abilities.interactive) {
    abilities.colours = detect_colours();
    abilities.columns = columns_of_terminal();
  }
  return abilities;
}

std::string Terminal::colour_code(int layer, Rgb colour) const {
  char code[32] = "";
  if (abilities_.colours == Colours::kTrue)
    std::snprintf(code, sizeof code, "\x1b[%d;2;%d;%d;%dm", layer, colour.red,
                  colour.green, colour.blue);
  else if (abilities_.colours == Colours::k256)
    std::snprintf(code, sizeof code, "\x1b[%d;5;%dm", layer,
                  cube_index(colour));
  return code;
}

Piece Terminal::plain(std::string_view ascii) const {
  return {std::string(ascii), static_cast<int>(ascii.size())};
}

Piece Terminal::bold(std::string_view ascii) const {
  Piece piece = plain(ascii);
  if (abilities_.interactive) piece.text = "\x1b[1m" + piece.text + kReset;
  return piece;
}

Piece Terminal::coloured(std::string_view ascii, Rgb colour) const {
  Piece piece = plain(ascii);
  if (abilities_.colours != Colours::kNone)
    piece.text = colour_code(kForeground, colour) + piece.text + kReset;
  return piece;
}

Piece Terminal::bar(double value, int columns) const {
  const int full =
      static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * columns));
  Piece piece{"", columns};
  for (int i = 0; i < columns; ++i) {
    if (abilities_.unicode)
      piece.text += i < full ? "\u2588" : "\u2591";
    else
      piece.text += i < full ? '#' : '.';
  }
  return piece;
}

Piece Terminal::strip(std::span<const Rgb> colours, int columns) const {
  Piece piece;
  if (abilities_.colours == Colours::kNone || colours.empty()) return piece;
  for (int i = 0; i < columns; ++i)
    piece.text +=
        colour_code(kBackground, blend(colours, i / (columns - 1.0))) + ' ';
  piece.text += kReset;
  piece.columns = columns;
  return piece;
}

void Terminal::print(std::string_view line) {
  clear_status();
  std::printf("%.*s\n", static_cast<int>(line.size()), line.data());
  std::fflush(stdout);
}

void Terminal::paint_status(std::span<const Piece> pieces) {
  if (!abilities_.interactive) return;
  std::string line = "\r\x1b[K";
  int columns = 0;
  for (const Piece& piece : pieces) {
    // A line that reaches the last column would wrap.
    if (columns + piece.columns + 1 >= abilities_.columns) break;
    line += piece.text + ' ';
    columns += piece.columns + 1;
  }
  std::fputs(line.c_str(), stdout);
  std::fflush(stdout);
  status_shown_ = true;
}

void Terminal::clear_status() {
  if (!status_shown_) return;
  std::fputs("\r\x1b[K", stdout);
  std::fflush(stdout);
  status_shown_ = false;
}

}  // namespace mood::watch
