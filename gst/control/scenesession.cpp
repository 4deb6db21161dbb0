/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenesession.h"

#include <algorithm>
#include <utility>

namespace mood {
namespace {

// A flash that missed its beat by more than this would only confuse.
constexpr uint64_t kMaxFlashLateness_ns = 1'000'000'000;
// A beat that is nearer than this can no more be met.
constexpr uint64_t kReactionTime_ns = 20'000'000;

uint64_t moved(uint64_t time_ns, int64_t by_ns) {
  if (by_ns >= 0) return time_ns + static_cast<uint64_t>(by_ns);
  const uint64_t back_ns = -static_cast<uint64_t>(by_ns);
  return time_ns > back_ns ? time_ns - back_ns : 0;
}

}  // namespace

void SceneSession::set_settings(const SessionSettings& settings) {
  settings_ = settings;
  mapper_.set_settings(settings.mapper);
  light_.set_unlimited(settings.allow_strobe);
  schedule_.set_extra_gap_lag(settings.offset_ns < 0 ? -settings.offset_ns : 0);
}

void SceneSession::mood(const MoodUpdate& update, Items& out) {
  SceneMapper::Commands commands;
  mapper_.mood(update, commands);
  reach(update.running_time_ns, commands, out);
}

void SceneSession::section(const SectionUpdate& update, Items& out) {
  SceneMapper::Commands commands;
  mapper_.section(update, commands);
  reach(std::max(update.running_time_ns, update.found_ns), commands, out);
}

// A beat that is foretold is met itself; of one that is over, the next is.
void SceneSession::beat(const BeatUpdate& update, Items& out) {
  SceneMapper::Commands commands;
  mapper_.beat(update.running_time_ns, commands);
  grid_.update(update);
  retime_waiting();

  const uint64_t beat_ns = grid_.beat_ns();
  const uint64_t half_ns = grid_.period_ns() / 2;
  schedule_.cancel_beats(shifted(beat_ns > half_ns ? beat_ns - half_ns : 0));
  const bool flashed =
      flashed_beat_ns_ && *flashed_beat_ns_ + half_ns > beat_ns;
  const auto next_ns = grid_.next_beat_ns();
  if ((beat_ns > now_ns_ || !next_ns) && !(flashed && half_ns > 0)) {
    flash_on(beat_ns, grid_.on_downbeat(), commands);
  }
  if (next_ns) flash_on(*next_ns, grid_.before_downbeat(), commands);
  reach(beat_ns, commands, out);
}

void SceneSession::flash_on(uint64_t beat_ns, bool downbeat,
                            SceneMapper::Commands& commands) {
  if (auto flash = mapper_.beat_flash(beat_ns, downbeat)) {
    commands.push_back(*std::move(flash));
  }
}

// Predictions get better as the beat comes nearer.
void SceneSession::retime_waiting() {
  if (const auto due_ns = schedule_.waiting_until_ns()) {
    schedule_.retime_waiting(shifted(grid_.nearest(unshifted(*due_ns))));
  }
}

void SceneSession::scene_refused(const std::string& scene, Items& out) {
  ++stats_.refused_scenes;
  SceneMapper::Commands commands;
  mapper_.scene_refused(scene, now_ns_, commands);
  schedule(commands);
  release(out);
}

void SceneSession::follow_stream(uint64_t position_ns, Items& out) {
  now_ns_ = std::max(now_ns_, position_ns);
  SceneMapper::Commands commands;
  if (now_ns_ >= kAnalysisLag_ns) {
    mapper_.advance(now_ns_ - kAnalysisLag_ns, commands);
  }
  schedule(commands);
  release(out);
  schedule_.fill(now_ns_, out);
}

void SceneSession::follow_clock(uint64_t now_ns, Items& out) {
  now_ns_ = std::max(now_ns_, now_ns);
  if (!input_at_ns_) input_at_ns_ = now_ns_;
  SceneMapper::Commands commands;
  const uint64_t starved_ns = *input_at_ns_ + settings_.starved_after_ns;
  if (!starved_ && now_ns_ >= starved_ns) {
    starved_ = true;
    mapper_.starve(starved_ns, commands);
  }
  mapper_.advance(now_ns_, commands);
  schedule(commands);
  release(out);
  schedule_.fill(now_ns_, out);
}

void SceneSession::note_time(uint64_t now_ns) {
  now_ns_ = std::max(now_ns_, now_ns);
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
  filter(items, out);
  schedule_.cancel_all();
  items.clear();
  commands.clear();
  mapper_.stop(std::max(now_ns_, schedule_.position_ns()), commands);
  for (SceneCommand& command : commands) schedule_.add(std::move(command));
  schedule_.finish(UINT64_MAX, items);
  // A last scene that is put off comes at once all the same: nothing follows.
  if (filter(items, out)) {
    items.clear();
    schedule_.finish(UINT64_MAX, items);
    filter(items, out);
  }
}

void SceneSession::start_timeline() {
  light_.start_timeline(now_ns_);
  schedule_.start_timeline();
  mapper_.start_timeline();
  grid_.clear();
  flashed_beat_ns_.reset();
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
    deadline_ns =
        std::min(deadline_ns, *input_at_ns_ + settings_.starved_after_ns);
  }
  return deadline_ns;
}

void SceneSession::reach(uint64_t time_ns, SceneMapper::Commands& commands,
                         Items& out) {
  schedule(commands);
  now_ns_ = std::max(now_ns_, time_ns);
  release(out);
}

void SceneSession::schedule(SceneMapper::Commands& commands) {
  if (mapper_.quiet()) {
    schedule_.cancel_flashes();
    schedule_.cancel_waiting();
  }
  for (SceneCommand& command : commands) {
    if (!schedule_one(std::move(command))) ++stats_.dropped;
  }
}

// Returns false if a command was lost for this one.
bool SceneSession::schedule_one(SceneCommand command) {
  uint64_t at_ns = command.running_time_ns;
  if (std::holds_alternative<FlashAction>(command.action)) {
    if (at_ns + kMaxFlashLateness_ns < now_ns_) {
      ++stats_.suppressed_flashes;
      return true;
    }
  } else if (std::holds_alternative<SceneAction>(command.action)) {
    // The latest wins.
    schedule_.cancel_waiting();
    const bool waits = command.waits_for_beat && !is_drop_on_beat(command);
    at_ns = waits ? on_beat_ns(at_ns) : at_ns;
    command.waits_for_beat = at_ns != command.running_time_ns;
  } else if (const auto waiting_ns = schedule_.waiting_until_ns()) {
    // Looks do not overtake the scene that they are for.
    command.running_time_ns = *waiting_ns;
    command.waits_for_beat = true;
    return schedule_.add(std::move(command));
  }
  command.running_time_ns = shifted(at_ns);
  return schedule_.add(std::move(command));
}

// A drop opens a bar, however beats are counted, and is told a moment after it:
// at the next bar it would be over.
bool SceneSession::is_drop_on_beat(const SceneCommand& command) const {
  if (command.cause != "event:beat-drop" && command.cause != "section:drop") {
    return false;
  }
  const uint64_t at_ns = command.running_time_ns;
  const uint64_t beat_ns = grid_.nearest(at_ns);
  return beat_ns <= at_ns && at_ns - beat_ns <= grid_.period_ns() / 4;
}

// With an offset, it is the light that has to meet a beat that is to come.
uint64_t SceneSession::on_beat_ns(uint64_t at_ns) const {
  if (mapper_.quiet()) return at_ns;
  const uint64_t possible_ns = unshifted(now_ns_) + kReactionTime_ns;
  return grid_.next(std::max(at_ns, possible_ns), now_ns_, settings_.quantize)
      .value_or(at_ns);
}

uint64_t SceneSession::shifted(uint64_t time_ns) const {
  return moved(time_ns, settings_.offset_ns);
}

uint64_t SceneSession::unshifted(uint64_t time_ns) const {
  return moved(time_ns, -settings_.offset_ns);
}

void SceneSession::release(Items& out) {
  Items items;
  do {
    items.clear();
    schedule_.release(now_ns_, items);
  } while (filter(items, out));
}

// Flashes are limited here, where their times are final: late ones are dated
// later than they were meant, and come closer together. Returns whether
// something went back into the schedule.
bool SceneSession::filter(Items& items, Items& out) {
  bool put_off = false;
  for (SceneItem& item : items) {
    SceneCommand& command = std::get<SceneCommand>(item);
    switch (light_.judge(command)) {
      case LightWatch::Verdict::kRefuse:
        ++stats_.suppressed_flashes;
        break;
      case LightWatch::Verdict::kLater:
        put_off = true;
        schedule_.add(std::move(command));
        break;
      case LightWatch::Verdict::kPass:
        note_sent(command);
        out.push_back(std::move(item));
    }
  }
  return put_off;
}

void SceneSession::note_sent(const SceneCommand& command) {
  count(command);
  const uint64_t meant_ns = unshifted(command.running_time_ns);
  if (const auto* scene = std::get_if<SceneAction>(&command.action)) {
    mapper_.scene_sent(scene->scene, meant_ns);
  } else if (command.cause == kBeatCause) {
    flashed_beat_ns_ = meant_ns;
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
