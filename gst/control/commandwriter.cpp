/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "commandwriter.h"

#include <utility>

#include "effectbuilder.h"

namespace mood {
namespace {

/// What every change of state says, and what must be said again, is said.
bool is_small(const Change& change) {
  return change.kind == Change::Kind::kMetrics ||
         (change.kind == Change::Kind::kWords && !change.new_state);
}

/// How fast it gets there does not matter.
bool same(const EffectAction& a, EffectAction b) {
  b.transition_ms = a.transition_ms;
  return a == b;
}

}  // namespace

void CommandWriter::look(const Look& look, const Change& change,
                         Commands& out) {
  auto effect = build_effect(look, settings_, change.transition_ms);
  if (!effect) return;
  if (shown_ && is_small(change) && same(*shown_, *effect)) return;
  held_ = true;
  shown_ = *effect;
  out.push_back(make(*std::move(effect), date_ns_, change.cause));
}

void CommandWriter::scene(const std::string& scene, const std::string& cause,
                          Commands& out) {
  held_ = true;
  shown_.reset();
  out.push_back(make(SceneAction{scene}, date_ns_, cause));
  out.back().waits_for_beat = true;
}

void CommandWriter::accent(const FlashAction& flash, const std::string& cause,
                           Commands& out) const {
  out.push_back(make(scaled(flash), date_ns_, cause));
}

void CommandWriter::release(const std::string& cause, Commands& out) {
  forget();
  out.push_back(make(ReleaseAction(), date_ns_, cause));
}

FlashAction CommandWriter::scaled(FlashAction flash) const {
  flash.brightness = accent_brightness(flash.brightness, settings_);
  return flash;
}

SceneCommand CommandWriter::make(SceneActionVariant action, uint64_t due_ns,
                                 std::string cause) const {
  SceneCommand command;
  command.action = std::move(action);
  command.running_time_ns = due_ns;
  command.cause = std::move(cause);
  command.targets = settings_.targets;
  command.mood = mood_;
  return command;
}

void CommandWriter::forget() {
  held_ = false;
  shown_.reset();
}

}  // namespace mood
