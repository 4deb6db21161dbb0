/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenesession.h"

#include <algorithm>
#include <utility>

namespace mood {
namespace {

// A flash that missed its beat by more than this would only confuse.
constexpr uint64_t kMaxFlashLateness_ns = 1'000'000'000;

uint64_t shifted(uint64_t time_ns, int64_t offset_ns) {
  if (offset_ns >= 0) return time_ns + static_cast<uint64_t>(offset_ns);
  const uint64_t back_ns = -static_cast<uint64_t>(offset_ns);
  return time_ns > back_ns ? time_ns - back_ns : 0;
}

}  // namespace

void SceneSession::set_settings(const SessionSettings& settings) {
  settings_ = settings;
  mapper_.set_settings(settings.mapper);
  schedule_.set_extra_gap_lag(settings.offset_ns < 0 ? -settings.offset_ns : 0);
}

template <typename Update>
void SceneSession::take(void (SceneMapper::*act)(const Update&,
                                                 SceneMapper::Commands&),
                        const Update& update, Items& out) {
  SceneMapper::Commands commands;
  (mapper_.*act)(update, commands);
  schedule(commands);
  now_ns_ = std::max(now_ns_, update.running_time_ns);
  release(out);
}

void SceneSession::mood(const MoodUpdate& update, Items& out) {
  take(&SceneMapper::mood, update, out);
}

void SceneSession::beat(const BeatUpdate& update, Items& out) {
  take(&SceneMapper::beat, update, out);
}

void SceneSession::section(const SectionUpdate& update, Items& out) {
  take(&SceneMapper::section, update, out);
}

void SceneSession::follow_stream(uint64_t position_ns, Items& out) {
  now_ns_ = std::max(now_ns_, position_ns);
  if (now_ns_ >= kAnalysisLag_ns) {
    SceneMapper::Commands commands;
    mapper_.advance(now_ns_ - kAnalysisLag_ns, commands);
    schedule(commands);
  }
  release(out);
  schedule_.fill(now_ns_, out);
}

void SceneSession::follow_clock(uint64_t now_ns, Items& out) {
  now_ns_ = std::max(now_ns_, now_ns);
  if (!input_at_ns_) input_at_ns_ = now_ns_;
  SceneMapper::Commands commands;
  if (!starved_ && now_ns_ >= *input_at_ns_ + kStarvedAfter_ns) {
    starved_ = true;
    mapper_.starve(*input_at_ns_ + kStarvedAfter_ns, commands);
  }
  mapper_.advance(now_ns_, commands);
  schedule(commands);
  release(out);
  schedule_.fill(now_ns_, out);
}

void SceneSession::note_input(uint64_t now_ns) {
  input_at_ns_ = now_ns;
  starved_ = false;
}

void SceneSession::finish(uint64_t end_ns, Items& out) {
  now_ns_ = std::max(now_ns_, end_ns);
  SceneMapper::Commands commands;
  mapper_.advance(now_ns_, commands);
  schedule(commands);
  Items items;
  schedule_.finish(now_ns_, items);
  commands.clear();
  mapper_.stop(std::max(now_ns_, schedule_.position_ns()), commands);
  for (SceneCommand& command : commands) schedule_.add(std::move(command));
  schedule_.finish(UINT64_MAX, items);
  filter(items, out);
}

void SceneSession::start_timeline() {
  limiter_.start_timeline(now_ns_);
  schedule_.start_timeline();
  mapper_.start_timeline();
  now_ns_ = 0;
  input_at_ns_.reset();
  starved_ = false;
}

uint64_t SceneSession::next_deadline_ns() const {
  uint64_t deadline_ns = schedule_.next_deadline_ns();
  if (const auto mapper_ns = mapper_.next_deadline_ns()) {
    deadline_ns = std::min(deadline_ns, *mapper_ns);
  }
  if (input_at_ns_ && !starved_) {
    deadline_ns = std::min(deadline_ns, *input_at_ns_ + kStarvedAfter_ns);
  }
  return deadline_ns;
}

void SceneSession::schedule(SceneMapper::Commands& commands) {
  for (SceneCommand& command : commands) {
    if (std::holds_alternative<FlashAction>(command.action) &&
        command.running_time_ns + kMaxFlashLateness_ns < now_ns_) {
      ++stats_.suppressed_flashes;
      continue;
    }
    command.running_time_ns =
        shifted(command.running_time_ns, settings_.offset_ns);
    if (!schedule_.add(std::move(command))) ++stats_.dropped;
  }
  if (mapper_.quiet()) schedule_.cancel_flashes();
}

void SceneSession::release(Items& out) {
  Items items;
  schedule_.release(now_ns_, items);
  filter(items, out);
}

// Flashes are limited here, where their times are final: late ones are dated
// later than they were meant, and come closer together.
void SceneSession::filter(Items& items, Items& out) {
  for (SceneItem& item : items) {
    const SceneCommand& command = std::get<SceneCommand>(item);
    if (std::holds_alternative<FlashAction>(command.action) &&
        !limiter_.admit(command.running_time_ns)) {
      ++stats_.suppressed_flashes;
      continue;
    }
    count(command);
    out.push_back(std::move(item));
  }
}

void SceneSession::count(const SceneCommand& command) {
  uint64_t* const counters[] = {&stats_.scenes, &stats_.effects,
                                &stats_.flashes, &stats_.releases};
  ++*counters[command.action.index()];
  ++stats_.commands;
  stats_.last_cause = command.cause;
  stats_.last_running_time_ns = command.running_time_ns;
}

}  // namespace mood
