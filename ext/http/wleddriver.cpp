/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wleddriver.h"

#include <algorithm>

#include "httpresult.h"

namespace mood {
namespace {

constexpr uint64_t kMillisecond_ns = 1'000'000;

}  // namespace

WledDriver::WledDriver(HttpAccess access, std::string effect)
    : client_(std::move(access)), effect_(std::move(effect)) {}

std::optional<LampDriver::Targets> WledDriver::resolve_targets(
    const Targets& targets) const {
  const bool is_meant =
      targets.empty() ||
      std::any_of(targets.begin(), targets.end(), [&](const std::string& name) {
        return client_.address().is_called(name);
      });
  if (!is_meant) return {};
  return Targets();
}

LampResult WledDriver::connect(LampContext& context) {
  // What is shown by a flash is nothing to remember.
  if (!flash_end_ns_) {
    const LampResult result = read_look(context, look_);
    if (!result.ok()) return result;
    if (!original_) original_ = look_;
  }
  std::optional<JsonDocument> effects;
  std::optional<JsonDocument> palettes;
  LampResult result = get_json("/json/effects", context, effects);
  if (!result.ok()) return result;
  result = get_json("/json/palettes", context, palettes);
  if (!result.ok()) return result;
  auto effect_names = WledNameList::from_json(effects->root());
  auto palette_names = WledNameList::from_json(palettes->root());
  if (!effect_names || !palette_names)
    return LampResult::failed("it does not list its effects as WLED does");
  names_ = {*std::move(effect_names), *std::move(palette_names)};
  presets_.reset();
  return {};
}

LampResult WledDriver::send(const SceneCommand& command, LampContext& context) {
  if (!std::holds_alternative<ReleaseAction>(command.action)) {
    const LampResult result = remember_original(context);
    if (!result.ok()) return result;
  }
  return std::visit(
      [&](const auto& action) { return carry_out(action, context); },
      command.action);
}

LampResult WledDriver::wake(LampContext& context) {
  if (!flash_end_ns_ || context.now_ns() < *flash_end_ns_) return {};
  LampResult result;
  if (look_) result = post_state(look_->to_json(), context);
  // What the lamp refuses now it will refuse again.
  if (result.ok() || result.status == LampStatus::kRefused)
    flash_end_ns_.reset();
  return result;
}

void WledDriver::disconnect(LampContext&) { client_.close(); }

LampResult WledDriver::carry_out(const SceneAction& scene,
                                 LampContext& context) {
  std::optional<int> preset;
  if (presets_) preset = presets_->find(scene.scene);
  if (!preset) {
    const LampResult result = read_presets(context);
    if (!result.ok()) return result;
    preset = presets_->find(scene.scene);
  }
  if (!preset)
    return LampResult::refused("it has no preset \"" + scene.scene +
                               "\"; its presets are " +
                               beginning(presets_->list()));
  const LampResult result =
      post_state("{\"ps\":" + std::to_string(*preset) + "}", context);
  if (!result.ok()) return result;
  flash_end_ns_.reset();
  look_.reset();
  return {};
}

LampResult WledDriver::carry_out(const EffectAction& effect,
                                 LampContext& context) {
  const WledChange change = make_wled_change(effect, names_, effect_);
  if (flash_end_ns_ && look_) {
    // It shows at the end of the flash.
    look_->apply(change);
    return {};
  }
  const LampResult result = post_state(to_json(change), context);
  if (!result.ok()) return result;
  if (look_) look_->apply(change);
  if (effect_.empty() || change.effect) return {};
  return {LampStatus::kOk,
          "it has no effect \"" + effect_ + "\": correct the property effect"};
}

LampResult WledDriver::carry_out(const FlashAction& flash,
                                 LampContext& context) {
  if (!look_) {
    const LampResult result = read_look(context, look_);
    if (!result.ok()) return result;
  }
  const LampResult result =
      post_state(look_->flash_json(flash.colour, flash.brightness), context);
  // Even a request without an answer may have lit it.
  if (result.status != LampStatus::kBusy)
    flash_end_ns_ = context.now_ns() + flash.duration_ms * kMillisecond_ns;
  return result;
}

LampResult WledDriver::carry_out(const ReleaseAction&, LampContext& context) {
  if (original_) {
    if (!look_) {
      const LampResult result = read_look(context, look_);
      if (!result.ok()) return result;
    }
    const LampResult result =
        post_state(original_->restore_json(*look_), context);
    if (!result.ok()) return result;
  }
  flash_end_ns_.reset();
  original_.reset();
  look_.reset();
  return {};
}

LampResult WledDriver::remember_original(LampContext& context) {
  if (original_) return {};
  const LampResult result = read_look(context, original_);
  if (result.ok()) look_ = original_;
  return result;
}

LampResult WledDriver::read_look(LampContext& context,
                                 std::optional<WledLook>& look) {
  std::optional<JsonDocument> state;
  const LampResult result = get_json("/json/state", context, state);
  if (!result.ok()) return result;
  std::optional<WledLook> read = WledLook::from_json(state->root());
  if (!read)
    return LampResult::failed(
        "what it says of its state is not what WLED says: check the location");
  look = std::move(read);
  return {};
}

LampResult WledDriver::read_presets(LampContext& context) {
  std::optional<JsonDocument> document;
  const LampResult result = get_json("/presets.json", context, document);
  if (!result.ok()) return result;
  presets_ = WledPresets::from_json(document->root());
  if (!presets_)
    return LampResult::failed("it does not list its presets as WLED does");
  return {};
}

LampResult WledDriver::get_json(const std::string& path, LampContext& context,
                                std::optional<JsonDocument>& document) {
  return read_json(client_.get(path, context), document);
}

LampResult WledDriver::post_state(const std::string& body,
                                  LampContext& context) {
  const HttpReply reply = client_.send("POST", "/json/state", body, context);
  std::optional<JsonDocument> document;
  const LampResult result = read_json(reply, document);
  if (!result.ok()) return result;
  const JsonValue answer = document->root();
  if (answer["success"].boolean().value_or(false)) return {};
  if (answer["success"].exists() || answer["error"].exists())
    return LampResult::refused("it answers " + beginning(answer.text()));
  return LampResult::failed("its answer is not one of WLED's");
}

}  // namespace mood
