/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampqueue.h"

#include <algorithm>
#include <utility>

#include "commandkind.h"

namespace mood {
namespace {

using Targets = std::vector<std::string>;

bool contains(const Targets& targets, const std::string& name) {
  return std::find(targets.begin(), targets.end(), name) != targets.end();
}

bool covers(const Targets& later, const Targets& earlier) {
  if (later.empty()) return true;
  return !earlier.empty() && std::all_of(earlier.begin(), earlier.end(),
                                         [&](const std::string& name) {
                                           return contains(later, name);
                                         });
}

bool disjoint(const Targets& a, const Targets& b) {
  return !a.empty() && !b.empty() &&
         std::none_of(a.begin(), a.end(), [&](const std::string& name) {
           return contains(b, name);
         });
}

bool names_everything(const EffectAction& effect) {
  return !effect.gradient.empty() && effect.speed && effect.blur &&
         effect.brightness;
}

bool makes_superfluous(const SceneCommand& later, const SceneCommand& earlier) {
  if (!covers(later.targets, earlier.targets)) return false;
  if (is<ReleaseAction>(later)) return true;
  if (is<SceneAction>(later))
    return is<SceneAction>(earlier) || is<EffectAction>(earlier);
  if (is<FlashAction>(later)) return is<FlashAction>(earlier);
  return is<EffectAction>(earlier) &&
         names_everything(std::get<EffectAction>(later.action));
}

/// What @p later does not name is as @p earlier says.
void fill_in(EffectAction& later, const EffectAction& earlier) {
  if (later.gradient.empty() && later.colours.empty()) {
    later.gradient = earlier.gradient;
    later.colours = earlier.colours;
  }
  if (!later.speed) later.speed = earlier.speed;
  if (!later.blur) later.blur = earlier.blur;
  if (!later.brightness) later.brightness = earlier.brightness;
}

}  // namespace

LampQueue::Effects LampQueue::push(SceneCommand command, uint64_t now_ns) {
  return append({std::move(command), now_ns});
}

LampQueue::Effects LampQueue::put_back(SceneCommand command, uint64_t now_ns) {
  LampQueue earlier;
  earlier.push(std::move(command), now_ns);
  return put_back(earlier);
}

LampQueue::Effects LampQueue::put_back(const LampQueue& earlier) {
  Entries waiting = std::exchange(entries_, earlier.entries_);
  Effects sum;
  for (Entry& entry : waiting) {
    const Effects effects = append(std::move(entry));
    sum.coalesced += effects.coalesced;
    sum.dropped += effects.dropped;
  }
  return sum;
}

std::optional<SceneCommand> LampQueue::pop(uint64_t now_ns, Effects& effects) {
  while (!entries_.empty()) {
    Entry entry = std::move(entries_.front());
    entries_.pop_front();
    const bool late = is<FlashAction>(entry.command) &&
                      now_ns > entry.posted_ns + kMaxFlashAge_ns;
    if (!late) return std::move(entry.command);
    ++effects.dropped;
  }
  return {};
}

LampQueue::Effects LampQueue::append(Entry entry) {
  Effects effects;
  effects.coalesced = make_superfluous(entry.command);
  if (is<EffectAction>(entry.command) && merge_effect(entry.command))
    ++effects.coalesced;
  if (entries_.size() == kCapacity) {
    entries_.pop_front();
    ++effects.dropped;
  }
  entries_.push_back(std::move(entry));
  return effects;
}

uint32_t LampQueue::make_superfluous(const SceneCommand& command) {
  return static_cast<uint32_t>(
      std::erase_if(entries_, [&](const Entry& earlier) {
        return makes_superfluous(command, earlier.command);
      }));
}

bool LampQueue::merge_effect(SceneCommand& command) {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    const SceneCommand& earlier = entry->command;
    if (is<FlashAction>(earlier) || disjoint(earlier.targets, command.targets))
      continue;
    if (!is<EffectAction>(earlier) || earlier.targets != command.targets)
      return false;
    fill_in(std::get<EffectAction>(command.action),
            std::get<EffectAction>(earlier.action));
    entries_.erase(std::next(entry).base());
    return true;
  }
  return false;
}

}  // namespace mood
