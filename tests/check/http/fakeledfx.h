/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fakehttpserver.h"

namespace mood::test {

/// A LedFx server as far as its REST API is used: virtuals `desk` (effect
/// `energy`: speed 0..3, whole blur 0..5), `shelf` (effect `single`, with no
/// parameters) and `dark` (no effect); scenes `calm-dark` and `party`.
class FakeLedFx : public FakeHttpServer {
 public:
  struct Effect {
    std::string type;
    std::map<std::string, double> numbers;
    std::string gradient;
    bool operator==(const Effect&) const = default;
  };
  using Effects = std::map<std::string, Effect>;

  FakeLedFx() { start(); }
  ~FakeLedFx() override { stop(); }

  Effects effects() const;
  std::string active_scene() const;
  bool wait_for_effects(const std::function<bool(const Effects&)>& holds) const;
  /// The status of what fails, such as an unknown scene: 200, 202 or 400.
  void set_failure_status(unsigned status);
  /// All requests that are not GET, as "METHOD path body".
  std::vector<std::string> changes() const;

 private:
  Answer answer(const Request& request) override;
  Answer virtuals() const;
  Answer activate(const std::string& body);
  Answer apply_global(const std::string& body);
  Answer change_effect(const Request& request, const std::string& id);
  Answer fail(const std::string& reason) const;

  Effects effects_ = {
      {"desk", {"energy", {{"speed", 1}, {"blur", 2}, {"brightness", 1}}, "a"}},
      {"shelf", {"single", {{"brightness", 1}}, "b"}},
      {"dark", {}}};
  std::string scene_;
  unsigned failure_status_ = 200;
};

}  // namespace mood::test
