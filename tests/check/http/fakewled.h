/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <string>
#include <vector>

#include "fakehttpserver.h"
#include "jsondocument.h"

namespace mood::test {

/// A WLED lamp as far as its JSON API goes, with two segments. Its preset 17
/// makes three of them.
class FakeWled : public FakeHttpServer {
 public:
  struct Segment {
    int start = 0, stop = 10;
    int fx = 3, sx = 100, ix = 110, pal = 2;
    std::vector<std::array<int, 3>> col = {{255, 160, 0}, {0, 0, 9}, {1, 2, 3}};
    bool operator==(const Segment&) const = default;
  };
  struct State {
    bool on = false;
    int bri = 77;
    int ps = -1;
    std::vector<Segment> seg = std::vector<Segment>(2);
    bool operator==(const State&) const = default;
  };

  static constexpr int kColorwaves = 4;
  static constexpr int kSunset = 3;
  static constexpr int kColorsOnly = 1;

  FakeWled() { start(); }
  ~FakeWled() override { stop(); }

  State state() const;
  void set_state(const State& state);
  /// The lamp has no presets from now on.
  void forget_presets();
  /// Waits until the lamp's state fulfils @p holds.
  bool wait_for_state(const std::function<bool(const State&)>& holds) const;
  /// The bodies of the changes so far.
  std::vector<std::string> changes() const;

 private:
  Answer answer(const Request& request) override;
  Answer change(const std::string& body);
  void change_segments(JsonValue segments);
  std::string state_json() const;

  State state_;
  bool has_presets_ = true;
};

}  // namespace mood::test
