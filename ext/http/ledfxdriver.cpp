/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledfxdriver.h"

#include <algorithm>
#include <memory>

#include "httpresult.h"
#include "jsonwriter.h"

namespace mood {
namespace {

std::string virtual_path(const std::string& folder, const std::string& id,
                         const std::string& rest = "") {
  const std::unique_ptr<char, decltype(&g_free)> escaped(
      g_uri_escape_string(id.c_str(), nullptr, FALSE), g_free);
  return folder + escaped.get() + rest;
}

/// LedFx says failures with status 200, 202, 400 and 500: the body counts.
LampResult read_answer(const HttpReply& reply) {
  constexpr unsigned kInternalError = 500;
  const LampResult result = to_result(reply);
  if (!reply.answered() || result.status == LampStatus::kBusy) return result;
  std::string error;
  const auto document = JsonDocument::parse(reply.body, &error);
  if (!document)
    return result.ok() ? LampResult::failed("its answer is " + error) : result;
  const JsonValue answer = document->root();
  const std::string status = answer["status"].string().value_or("");
  if (status == "success" && result.ok()) return {};
  if (status.empty())
    return result.ok() ? LampResult::failed("its answer is not one of LedFx's")
                       : result;
  if (result.status == LampStatus::kFailed && reply.status != kInternalError)
    return result;
  const std::string reason = answer["payload"]["reason"].string().value_or(
      answer["reason"].string().value_or("it does not say why"));
  return LampResult::refused(beginning(reason));
}

/// Whether the lamp can still be asked for other things.
bool goes_on(const LampResult& result) {
  return result.ok() || result.status == LampStatus::kRefused;
}

/// The worst of several results; of refusals, the first.
void combine(LampResult& sum, LampResult result) {
  if (sum.ok() || !goes_on(result)) sum = std::move(result);
}

}  // namespace

LedFxDriver::LedFxDriver(HttpAccess access, Targets targets)
    : client_(std::move(access)), targets_(std::move(targets)) {}

std::optional<LampDriver::Targets> LedFxDriver::resolve_targets(
    const Targets& targets) const {
  if (targets.empty() || targets_.empty())
    return targets.empty() ? targets_ : targets;
  Targets both;
  std::copy_if(targets.begin(), targets.end(), std::back_inserter(both),
               [&](const std::string& id) {
                 return std::find(targets_.begin(), targets_.end(), id) !=
                        targets_.end();
               });
  if (both.empty()) return {};
  return both;
}

LampResult LedFxDriver::connect(LampContext& context) {
  std::optional<LedFxVirtuals> virtuals;
  LampResult result = read_virtuals(context, virtuals);
  if (!result.ok()) return result;
  if (!original_) original_ = std::move(virtuals);
  std::optional<JsonDocument> document;
  result = read_json(client_.get("/api/schema", context), document);
  if (!result.ok()) return result;
  auto schema = LedFxSchema::from_json(document->root());
  if (!schema)
    return LampResult::failed("it does not describe its effects as LedFx does");
  schema_ = *std::move(schema);
  return read_scenes(context);
}

LampResult LedFxDriver::send(const SceneCommand& command,
                             LampContext& context) {
  if (!original_ && !std::holds_alternative<ReleaseAction>(command.action)) {
    const LampResult result = read_virtuals(context, original_);
    if (!result.ok()) return result;
  }
  return std::visit(
      [&](const auto& action) {
        return carry_out(action, command.targets, context);
      },
      command.action);
}

void LedFxDriver::disconnect(LampContext&) { client_.close(); }

LampResult LedFxDriver::carry_out(const SceneAction& scene, const Targets&,
                                  LampContext& context) {
  std::optional<std::string> id = scenes_.find(scene.scene);
  if (!id) {
    const LampResult result = read_scenes(context);
    if (!result.ok()) return result;
    id = scenes_.find(scene.scene);
  }
  if (!id)
    return LampResult::refused("it has no scene \"" + scene.scene +
                               "\"; its scenes are " +
                               beginning(scenes_.list()));
  JsonWriter json;
  json.begin_object().key("id").string(*id);
  json.key("action").string("activate").end_object();
  return request("PUT", "/api/scenes", json.text(), context);
}

LampResult LedFxDriver::carry_out(const EffectAction& effect,
                                  const Targets& targets,
                                  LampContext& context) {
  // Read each time: to adjust an effect that somebody has replaced meanwhile
  // would replace it again.
  std::optional<LedFxVirtuals> virtuals;
  LampResult result = read_virtuals(context, virtuals);
  if (!result.ok()) return result;
  const std::vector<std::string> lit = lit_virtuals(*virtuals, targets);
  if (lit.empty())
    return LampResult::refused(
        "none of the virtuals shows an effect that could be adjusted: choose "
        "one in LedFx, or a scene");
  const std::string global =
      apply_global_json(effect, targets.empty() ? nullptr : &lit);
  if (!global.empty()) result = request("PUT", "/api/effects", global, context);
  if (goes_on(result)) combine(result, adjust(effect, *virtuals, lit, context));
  return result;
}

LampResult LedFxDriver::adjust(const EffectAction& effect,
                               const LedFxVirtuals& virtuals,
                               const std::vector<std::string>& lit,
                               LampContext& context) {
  LampResult sum;
  for (const std::string& id : lit) {
    const std::string body = adjust_json(effect, virtuals.at(id).type, schema_);
    if (body.empty()) continue;
    LampResult result = request(
        "PUT", virtual_path("/api/virtuals/", id, "/effects"), body, context);
    if (!goes_on(result)) return result;
    combine(sum, std::move(result));
  }
  return sum;
}

LampResult LedFxDriver::carry_out(const FlashAction& flash,
                                  const Targets& targets,
                                  LampContext& context) {
  const std::string body = oneshot_json(flash);
  if (targets.empty())
    return request("POST", "/api/virtuals_tools", body, context);
  LampResult sum;
  for (const std::string& id : targets) {
    LampResult result = request(
        "POST", virtual_path("/api/virtuals_tools/", id), body, context);
    if (!goes_on(result)) return result;
    combine(sum, std::move(result));
  }
  return sum;
}

LampResult LedFxDriver::carry_out(const ReleaseAction&, const Targets&,
                                  LampContext& context) {
  if (!original_) return {};
  std::optional<LedFxVirtuals> now;
  LampResult sum = read_virtuals(context, now);
  if (!sum.ok()) return sum;
  for (const auto& [id, effect] : *original_) {
    const auto shown = now->find(id);
    if (shown == now->end() || shown->second == effect) continue;
    LampResult result = restore(id, effect, context);
    if (!goes_on(result)) return result;
    combine(sum, std::move(result));
  }
  original_.reset();
  return sum;
}

LampResult LedFxDriver::restore(const std::string& id,
                                const LedFxEffect& effect,
                                LampContext& context) {
  const std::string path = virtual_path("/api/virtuals/", id, "/effects");
  if (effect.type.empty()) return request("DELETE", path, "", context);
  return request("POST", path, set_effect_json(effect), context);
}

LampResult LedFxDriver::read_virtuals(LampContext& context,
                                      std::optional<LedFxVirtuals>& virtuals) {
  std::optional<JsonDocument> document;
  const LampResult result =
      read_json(client_.get("/api/virtuals", context), document);
  if (!result.ok()) return result;
  auto read = ledfx_virtuals_from_json(document->root());
  if (!read)
    return LampResult::failed(
        "it does not list its virtuals as LedFx does: check the location");
  virtuals = std::move(read);
  return {};
}

LampResult LedFxDriver::read_scenes(LampContext& context) {
  std::optional<JsonDocument> document;
  const LampResult result =
      read_json(client_.get("/api/scenes", context), document);
  if (!result.ok()) return result;
  auto scenes = LedFxScenes::from_json(document->root());
  if (!scenes)
    return LampResult::failed("it does not list its scenes as LedFx does");
  scenes_ = *std::move(scenes);
  return {};
}

LampResult LedFxDriver::request(const char* method, const std::string& path,
                                const std::string& body, LampContext& context) {
  return read_answer(client_.send(method, path, body, context));
}

}  // namespace mood
