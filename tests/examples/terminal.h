/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mood::watch {

struct Rgb {
  uint8_t red = 0, green = 0, blue = 0;
};

/// A piece of a line and how many columns it takes on the screen.
struct Piece {
  std::string text;
  int columns = 0;
};

/// Standard output: lines that scroll away and, on a terminal, one status
/// line below them that is painted over and over.
class Terminal {
 public:
  enum class Colours { kNone, k256, kTrue };

  struct Abilities {
    bool interactive = false;  ///< a terminal, rather than a file or a pipe
    bool unicode = false;
    Colours colours = Colours::kNone;
    int columns = 80;
  };
  /// Asks standard output and the environment.
  static Abilities detect();

  explicit Terminal(Abilities abilities) : abilities_(abilities) {}
  ~Terminal() { clear_status(); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  bool interactive() const { return abilities_.interactive; }

  Piece plain(std::string_view ascii) const;
  Piece bold(std::string_view ascii) const;
  Piece coloured(std::string_view ascii, Rgb colour) const;
  /// A bar of @p columns for a value of 0..1.
  Piece bar(double value, int columns) const;
  /// The way from the first colour to the last one, as a strip of light; no
  /// columns at all where there are no colours.
  Piece strip(std::span<const Rgb> colours, int columns) const;

  void print(std::string_view line);
  /// Paints those of the pieces that fit, in order.
  void paint_status(std::span<const Piece> pieces);
  void clear_status();

 private:
  std::string colour_code(int layer, Rgb colour) const;

  Abilities abilities_;
  bool status_shown_ = false;
};

}  // namespace mood::watch
