/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "colour.h"
#include "jsondocument.h"
#include "jsonwriter.h"
#include "scenecommand.h"
#include "wlednames.h"

namespace mood {

/// What a WLED effect command changes; what is absent stays as it is.
/// The numbers are WLED's own, 0..255 if not said otherwise.
struct WledChange {
  std::optional<int> brightness;  ///< `bri`, 1..255
  std::optional<int> effect;      ///< `fx`, an index
  std::optional<int> speed;       ///< `sx`
  std::optional<int> intensity;   ///< `ix`
  std::optional<int> palette;     ///< `pal`, an index
  std::vector<Colour> colours;    ///< `col`: up to three; empty = unchanged
  int transition = 0;             ///< `tt`, in 100 ms
};

/// @p effect in the numbers of a lamp with these @p names. @p effect_name
/// chooses the lamp's effect; empty, or not known to it = the one it has.
/// Speed and blur are scales of people's: a speed of 1 is the middle, ten times
/// that the fastest, a tenth the slowest; the more blur, the less intensity.
WledChange make_wled_change(const EffectAction& effect, const WledNames& names,
                            const std::string& effect_name);
/// The change as a body for `/json/state`; turns the lamp on.
std::string to_json(const WledChange& change);

/// What a WLED lamp shows, from `/json/state`, and how to have it show that
/// again.
class WledLook {
 public:
  /// More segments than any controller has are not believed.
  static constexpr size_t kMaxSegments = 64;

  /// The look that @p state describes, or nothing if it is no state.
  static std::optional<WledLook> from_json(JsonValue state);

  /// What the lamp shows after @p change.
  void apply(const WledChange& change);
  /// A body for `/json/state` that brings colours and effects back after what
  /// to_json(WledChange) and flash_json() have done.
  std::string to_json() const;
  /// A body that brings all of this look back, whatever the lamp shows: a
  /// preset or playlist that was active is called again; else segments get
  /// their places too, and those that only @p now has are deleted.
  std::string restore_json(const WledLook& now) const;
  /// A body that lights all of it in one colour at once; @p brightness is 0..1.
  std::string flash_json(Colour colour, double brightness) const;

 private:
  /// A member of a segment that is put back as it was: an index, number or
  /// switch.
  struct Field {
    std::string name;
    std::variant<int, bool> value;
  };
  struct Segment {
    int id = 0;
    bool on = true;
    bool selected = true;
    std::vector<Field> fields;    ///< its look
    std::vector<Field> settings;  ///< where it is and how it is laid out
    std::vector<std::vector<int>> colours;

    void set(const std::string& name, std::optional<int> value);
    void write(JsonWriter& json, bool with_settings) const;
    static void write_fields(JsonWriter& json,
                             const std::vector<Field>& fields);
  };

  static Segment read_segment(JsonValue segment, int index);
  bool has_segment(int id) const;
  void write_state(JsonWriter& json) const;

  bool on_ = true;
  int brightness_ = 128;
  int preset_ = -1;  ///< of a playlist too; -1 = none
  std::vector<Segment> segments_;
};

}  // namespace mood
