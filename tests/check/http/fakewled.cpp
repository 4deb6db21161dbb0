/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fakewled.h"

#include "jsonwriter.h"

namespace mood::test {
namespace {

void read(JsonValue value, int& number) {
  number = value.integer().value_or(number);
}

void apply(JsonValue json, FakeWled::Segment& segment) {
  read(json["start"], segment.start);
  read(json["stop"], segment.stop);
  read(json["fx"], segment.fx);
  read(json["sx"], segment.sx);
  read(json["ix"], segment.ix);
  read(json["pal"], segment.pal);
  const JsonValue colours = json["col"];
  for (size_t i = 0; i < std::min<size_t>(colours.size(), 3); ++i)
    for (size_t c = 0; c < 3; ++c) read(colours[i][c], segment.col[i][c]);
}

}  // namespace

FakeWled::State FakeWled::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void FakeWled::set_state(const State& state) {
  const std::lock_guard lock(mutex_);
  state_ = state;
}

void FakeWled::forget_presets() {
  const std::lock_guard lock(mutex_);
  has_presets_ = false;
}

bool FakeWled::wait_for_state(
    const std::function<bool(const State&)>& holds) const {
  return wait_until([&] { return holds(state_); });
}

std::vector<std::string> FakeWled::changes() const {
  std::vector<std::string> bodies;
  for (const Request& request : requests("POST", "/json/state"))
    bodies.push_back(request.body);
  return bodies;
}

FakeHttpServer::Answer FakeWled::answer(const Request& request) {
  if (request.path == "/json/state")
    return request.method == "POST" ? change(request.body)
                                    : Answer{200, state_json()};
  if (request.path == "/json/effects")
    return {200, R"(["Solid","RSVD","-","Blink","Colorwaves@!,Hue"])"};
  if (request.path == "/json/palettes")
    return {200, R"(["Default","* Colors Only","Party","Sunset"])"};
  if (request.path == "/presets.json" && !has_presets_)
    return {200, R"({"0":{}})"};
  if (request.path == "/presets.json")
    return {200,
            R"({"0":{},"3":{"n":"Calm Dark","on":true},"17":{"n":"Party"}})"};
  return {404, "Not Found", "text/plain"};
}

FakeHttpServer::Answer FakeWled::change(const std::string& body) {
  const auto document = JsonDocument::parse(body, nullptr);
  if (!document) return {400, R"({"error":9})"};
  const JsonValue json = document->root();
  state_.on = json["on"].boolean().value_or(state_.on);
  read(json["bri"], state_.bri);
  read(json["ps"], state_.ps);
  if (!json["ps"].exists()) state_.ps = -1;
  if (state_.ps == 17) state_.seg = {{0, 3}, {3, 5}, {5, 10}};
  const JsonValue segments = json["seg"];
  if (segments.is_object())
    for (Segment& segment : state_.seg) apply(segments, segment);
  change_segments(segments);
  return {200, R"({"success":true})"};
}

void FakeWled::change_segments(JsonValue segments) {
  for (size_t i = 0; i < segments.size(); ++i) {
    const int id = segments[i]["id"].integer().value_or(static_cast<int>(i));
    if (id >= 0 && static_cast<size_t>(id) < state_.seg.size())
      apply(segments[i], state_.seg[static_cast<size_t>(id)]);
  }
  std::erase_if(state_.seg, [](const Segment& s) { return s.stop == 0; });
}

std::string FakeWled::state_json() const {
  JsonWriter json;
  json.begin_object().key("on").boolean(state_.on);
  json.key("bri").integer(state_.bri).key("transition").integer(7);
  json.key("ps").integer(state_.ps).key("pl").integer(-1);
  json.key("mainseg").integer(0).key("seg").begin_array();
  for (size_t i = 0; i < state_.seg.size(); ++i) {
    const Segment& segment = state_.seg[i];
    json.begin_object().key("id").integer(static_cast<int64_t>(i));
    json.key("start").integer(segment.start).key("stop").integer(segment.stop);
    json.key("on").boolean(true).key("sel").boolean(true);
    json.key("fx").integer(segment.fx).key("sx").integer(segment.sx);
    json.key("ix").integer(segment.ix).key("pal").integer(segment.pal);
    json.key("col").begin_array();
    for (const auto& colour : segment.col) {
      json.begin_array();
      for (const int channel : colour) json.integer(channel);
      json.end_array();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.text();
}

}  // namespace mood::test
