/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The part of SceneMapper for sections and what happens in them. */
#include <algorithm>

#include "scenemapper.h"

namespace mood {
namespace {

constexpr Colour kWhite = {255, 255, 255};
constexpr uint32_t kDropFlash_ms = 300;
constexpr double kOpeningEvent = 0.1;

using Kind = Change::Kind;
using Want = SceneDirector::Want;

/// How sure the change is. An event within a section makes its name no surer;
/// one that opens a section is something that was heard besides.
double certainty(const SectionUpdate& update) {
  if (update.section == update.previous_section) return 0;
  const bool opens = update.event == StructureEvent::kBeatDrop ||
                     update.event == StructureEvent::kBuildStart ||
                     update.event == StructureEvent::kBreakdownStart;
  return std::min(update.confidence + (opens ? kOpeningEvent : 0), 1.0);
}

}  // namespace

// Dated when it was found: what was before is over. An event's scene comes
// before the section's, and both before an event's look.
void SceneMapper::section(const SectionUpdate& update, Commands& out) {
  const uint64_t at_ns = std::max(update.running_time_ns, update.found_ns);
  advance(at_ns, out);
  happen(at_ns);
  const bool of_section = director_.shows_section();
  const bool changed = enter_section(update, at_ns);
  if (silence_.silent() || !mood_) return;
  const bool answer = may_answer(update.event);
  if (answer && answer_by_scene(update.event, out)) return;
  if (changed) show_section(of_section, out);
  if (answer) answer_by_look(update.event, out);
}

// Whether another section counts at once. Silence opens none, whatever name the
// music before it had.
bool SceneMapper::enter_section(const SectionUpdate& update, uint64_t at_ns) {
  if (update.event == StructureEvent::kSilence) return false;
  if (director_.enter_section(update.section, certainty(update))) return true;
  if (update.section != update.previous_section)
    shift_.suspect(update.running_time_ns, at_ns);
  return confirm_section();
}

// What is not certain by itself is, once the mood moved with it.
bool SceneMapper::confirm_section() {
  const auto distance = shift_.distance();
  if (!distance || *distance < settings_.section_threshold) return false;
  shift_.settle();
  return director_.confirm_section();
}

// Where a section with a scene gives way to one without, the mood's own scene
// or look comes back; an event's scene stays until its time is over.
void SceneMapper::show_section(bool after_another, Commands& out) {
  if (reaction_.is_scene()) return;
  const std::string cause = "section:" + director_.section();
  if (director_.section_has_scene()) {
    director_.want_mood(mood_->category, to_string(mood_->state), cause);
    switch_scene(out);
  } else if (after_another) {
    apply({.kind = Kind::kWords,
           .cause = cause,
           .transition_ms = kRestoreTransition_ms,
           .new_state = true},
          out);
  }
}

bool SceneMapper::may_answer(StructureEvent event) {
  return settings_.react_to_events && event != StructureEvent::kNone &&
         reaction_.admit(event, now_ns_, settings_.event_cooldown_ns);
}

bool SceneMapper::answer_by_scene(StructureEvent event, Commands& out) {
  const std::string name(to_string(event));
  if (!director_.may_switch(now_ns_)) return false;
  const Want want = director_.want_event(name, "event:" + name);
  if (want == Want::kNothing) return false;
  switch_scene(out);
  if (settings_.event_scene_hold_ns > 0) {
    reaction_.start(event, nullptr, now_ns_ + settings_.event_scene_hold_ns);
  }
  return true;
}

// A scene that is to be preserved leaves room for the accent only.
void SceneMapper::answer_by_look(StructureEvent event, Commands& out) {
  const Reaction* const reaction = find_reaction(event);
  if (reaction == nullptr) return;
  const std::string cause = "event:" + std::string(to_string(event));
  if (!preserved()) {
    reaction_.start(event, reaction, now_ns_ + reaction->hold_ns);
    writer_.look(reaction->over(chooser_.look()),
                 {Kind::kRestore, cause, reaction->transition_ms}, out);
  }
  if (reaction->flash) {
    writer_.accent({kWhite, kDropFlash_ms, 1}, cause, out);
  }
}

void SceneMapper::end_reaction(Commands& out) {
  happen(reaction_.end_ns());
  const Kind kind = reaction_.is_scene() ? Kind::kRestore : Kind::kWords;
  apply({.kind = kind,
         .cause = "restore",
         .transition_ms = kRestoreTransition_ms,
         .new_state = true},
        out);
}

}  // namespace mood
