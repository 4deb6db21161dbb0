/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fakeledfx.h"

#include <algorithm>

#include "jsondocument.h"
#include "jsonwriter.h"

namespace mood::test {
namespace {

constexpr const char* kSuccess = R"({"status":"success"})";
constexpr const char* kSchema = R"({"effects":{
  "energy":{"schema":{"properties":{
    "speed":{"type":"number","minimum":0.1,"maximum":3},
    "blur":{"type":"integer","minimum":0,"maximum":5},
    "gradient":{"type":"color"},
    "brightness":{"type":"number","minimum":0,"maximum":1}}}},
  "single":{"schema":{"properties":{
    "brightness":{"type":"number","minimum":0,"maximum":1}}}}}})";
constexpr const char* kScenes = R"({"status":"success","scenes":{
  "calm-dark":{"name":"Calm Dark","virtuals":{}},
  "party":{"name":"Party Time!","virtuals":{}}}})";

void write(JsonWriter& json, const FakeLedFx::Effect& effect) {
  json.begin_object();
  if (!effect.type.empty()) {
    json.key("type").string(effect.type).key("name").string(effect.type);
    json.key("config").begin_object().key("gradient").string(effect.gradient);
    for (const auto& [name, value] : effect.numbers)
      json.key(name).number(value);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

FakeLedFx::Effects FakeLedFx::effects() const {
  const std::lock_guard lock(mutex_);
  return effects_;
}

std::string FakeLedFx::active_scene() const {
  const std::lock_guard lock(mutex_);
  return scene_;
}

bool FakeLedFx::wait_for_effects(
    const std::function<bool(const Effects&)>& holds) const {
  return wait_until([&] { return holds(effects_); });
}

void FakeLedFx::set_failure_status(unsigned status) {
  const std::lock_guard lock(mutex_);
  failure_status_ = status;
}

std::vector<std::string> FakeLedFx::changes() const {
  std::vector<std::string> changes;
  for (const Request& request : requests())
    if (request.method != "GET")
      changes.push_back(request.method + " " + request.path + " " +
                        request.body);
  return changes;
}

FakeHttpServer::Answer FakeLedFx::answer(const Request& request) {
  const std::string folder = "/api/virtuals/";
  const std::string& path = request.path;
  if (path == "/api/schema") return {200, kSchema};
  if (path == "/api/virtuals") return virtuals();
  if (path == "/api/scenes")
    return request.method == "GET" ? Answer{200, kScenes}
                                   : activate(request.body);
  if (path == "/api/effects") return apply_global(request.body);
  if (path.starts_with("/api/virtuals_tools")) return {200, kSuccess};
  if (path.starts_with(folder) && path.ends_with("/effects"))
    return change_effect(
        request, path.substr(folder.size(),
                             path.size() - folder.size() - sizeof "effects"));
  return {404, "404: Not Found", "text/plain"};
}

FakeHttpServer::Answer FakeLedFx::virtuals() const {
  JsonWriter json;
  json.begin_object().key("status").string("success");
  json.key("virtuals").begin_object();
  for (const auto& [id, effect] : effects_) {
    json.key(id).begin_object().key("id").string(id).key("effect");
    write(json, effect);
    json.end_object();
  }
  json.end_object().end_object();
  return {200, json.text()};
}

FakeHttpServer::Answer FakeLedFx::fail(const std::string& reason) const {
  JsonWriter json;
  json.begin_object().key("status").string("failed");
  json.key("payload").begin_object().key("type").string("warning");
  json.key("reason").string(reason).end_object().end_object();
  return {failure_status_, json.text()};
}

FakeHttpServer::Answer FakeLedFx::activate(const std::string& body) {
  const auto document = JsonDocument::parse(body, nullptr);
  if (!document) return fail("no JSON");
  const std::string id = document->root()["id"].string().value_or("");
  if (id != "calm-dark") return fail("Scene " + id + " could not be activated");
  scene_ = id;
  for (auto& [name, effect] : effects_) effect = {"single", {}, "scene"};
  return {200, kSuccess};
}

FakeHttpServer::Answer FakeLedFx::apply_global(const std::string& body) {
  const auto document = JsonDocument::parse(body, nullptr);
  if (!document || document->root()["action"].string() != "apply_global")
    return fail("bad action");
  const JsonValue json = document->root();
  for (auto& [id, effect] : effects_) {
    bool is_meant = !json["virtuals"].exists();
    for (size_t i = 0; i < json["virtuals"].size(); ++i)
      is_meant |= json["virtuals"][i].string() == id;
    if (!is_meant || effect.type.empty()) continue;
    effect.gradient = json["gradient"].string().value_or(effect.gradient);
    if (const auto brightness = json["brightness"].number())
      effect.numbers["brightness"] = *brightness;
  }
  return {200, kSuccess};
}

FakeHttpServer::Answer FakeLedFx::change_effect(const Request& request,
                                                const std::string& id) {
  const auto found = effects_.find(id);
  if (found == effects_.end()) return fail("Virtual not found");
  Effect& effect = found->second;
  if (request.method == "DELETE") {
    effect = {};
    return {200, kSuccess};
  }
  const auto document = JsonDocument::parse(request.body, nullptr);
  if (!document) return fail("no JSON");
  const JsonValue config = document->root()["config"];
  const auto out_of_range = [&](const char* name, double low, double high) {
    const auto value = config[name].number();
    return value && (*value < low || *value > high);
  };
  if (out_of_range("speed", 0.1, 3) || out_of_range("blur", 0, 5))
    return fail("value out of range");
  effect.type = document->root()["type"].string().value_or("");
  if (request.method == "POST") effect.numbers.clear();
  config.for_each_member([&](const std::string& name, JsonValue value) {
    if (name == "gradient")
      effect.gradient = value.string().value_or("");
    else
      effect.numbers[name] = value.number().value_or(-1);
  });
  return {200, kSuccess};
}

}  // namespace mood::test
