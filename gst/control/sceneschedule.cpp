/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sceneschedule.h"

#include <algorithm>
#include <utility>

namespace mood {

bool SceneSchedule::add(SceneCommand command) {
  const uint64_t due_ns = command.running_time_ns;
  held_.emplace(due_ns, std::move(command));
  if (held_.size() <= kMaxHeld) return true;
  held_.erase(held_.begin());
  return false;
}

void SceneSchedule::cancel_flashes() {
  std::erase_if(held_, [](const auto& entry) {
    return std::holds_alternative<FlashAction>(entry.second.action);
  });
}

void SceneSchedule::cancel_beats(uint64_t from_ns) {
  std::erase_if(held_, [from_ns](const auto& entry) {
    return entry.first >= from_ns && entry.second.cause == kBeatCause &&
           std::holds_alternative<FlashAction>(entry.second.action);
  });
}

void SceneSchedule::cancel_waiting() {
  std::erase_if(held_,
                [](const auto& entry) { return entry.second.waits_for_beat; });
}

std::optional<uint64_t> SceneSchedule::waiting_until_ns() const {
  const auto waiting = std::find_if(
      held_.begin(), held_.end(),
      [](const auto& entry) { return entry.second.waits_for_beat; });
  return waiting == held_.end() ? std::nullopt : std::optional(waiting->first);
}

void SceneSchedule::retime_waiting(uint64_t due_ns) {
  std::vector<SceneCommand> waiting;
  for (auto& [due, command] : held_) {
    if (command.waits_for_beat) waiting.push_back(command);
  }
  cancel_waiting();
  for (SceneCommand& command : waiting) {
    command.running_time_ns = due_ns;
    add(std::move(command));
  }
}

void SceneSchedule::release(uint64_t now_ns, std::vector<SceneItem>& out) {
  release_due(now_ns + kLead_ns, out);
}

void SceneSchedule::finish(uint64_t end_ns, std::vector<SceneItem>& out) {
  release_due(end_ns, out);
  held_.clear();
}

void SceneSchedule::release_due(uint64_t limit_ns,
                                std::vector<SceneItem>& out) {
  while (!held_.empty() && held_.begin()->first <= limit_ns) {
    auto entry = held_.extract(held_.begin());
    position_ns_ = std::max(position_ns_, entry.key());
    entry.mapped().running_time_ns = position_ns_;
    out.emplace_back(std::move(entry.mapped()));
  }
}

void SceneSchedule::fill(uint64_t now_ns, std::vector<SceneItem>& out) {
  const uint64_t lag_ns = kGapStep_ns + extra_lag_ns_;
  if (now_ns < position_ns_ + kGapStep_ns + lag_ns) return;
  const SceneGap gap = {position_ns_, now_ns - lag_ns};
  position_ns_ = gap.end_ns;
  out.emplace_back(gap);
}

void SceneSchedule::start_timeline() {
  held_.clear();
  position_ns_ = 0;
}

uint64_t SceneSchedule::next_deadline_ns() const {
  const uint64_t gap_ns = position_ns_ + 2 * kGapStep_ns + extra_lag_ns_;
  if (held_.empty()) return gap_ns;
  const uint64_t due_ns = held_.begin()->first;
  return std::min(gap_ns, due_ns > kLead_ns ? due_ns - kLead_ns : 0);
}

}  // namespace mood
