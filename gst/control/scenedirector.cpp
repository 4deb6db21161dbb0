/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenedirector.h"

#include <algorithm>
#include <utility>

#include "timespan.h"

namespace mood {
namespace {

constexpr const char* kMood = "mood:";
constexpr const char* kEvent = "event:";
constexpr const char* kSection = "section:";
constexpr const char* kSilence = "silence";

bool same_pools(const MapperSettings& a, const MapperSettings& b) {
  return a.mood_scenes == b.mood_scenes && a.event_scenes == b.event_scenes &&
         a.section_scenes == b.section_scenes &&
         a.silence.scenes == b.silence.scenes && a.scene_order == b.scene_order;
}

}  // namespace

void SceneDirector::set_settings(const MapperSettings& settings) {
  const MapperSettings old = std::exchange(settings_, settings);
  if (!same_pools(old, settings)) build_pools();
  if (old.config_generation != settings.config_generation) {
    refused_until_ns_.clear();
  }
  const bool lost = wanted_ && !pools_.contains(wanted_->pool);
  if (lost || !settings.switch_scenes) wanted_.reset();
  // What the lamps show is no scene of ours any more.
  if (!settings.switch_scenes || !pools_.contains(current_.pool)) {
    active_ = false;
  }
}

void SceneDirector::build_pools() {
  pools_.clear();
  const auto add = [this](const std::string& name, const auto& scenes) {
    if (!scenes.empty()) {
      pools_.emplace(name, SceneRotation(scenes, settings_.scene_order));
    }
  };
  for (const MoodRule& rule : settings_.mood_scenes) {
    add(kMood + rule.key, rule.values);
  }
  for (const MoodRule& rule : settings_.event_scenes) {
    add(kEvent + rule.key, rule.values);
  }
  for (const MoodRule& rule : settings_.section_scenes) {
    add(kSection + rule.key, rule.values);
  }
  add(kSilence, settings_.silence.scenes);
}

SceneDirector::Want SceneDirector::want_mood(std::string_view category,
                                             std::string_view state,
                                             const std::string& cause) {
  confirm_section();
  const std::string section = section_pool();
  if (!section.empty()) return want(section, kSection + section_);
  const Want answer = want_rule(kMood, mood_rule(category, state), cause);
  // What an earlier mood waits for suits this one no more.
  if (answer == Want::kNothing) wanted_.reset();
  return answer;
}

SceneDirector::Want SceneDirector::want_event(std::string_view event,
                                              const std::string& cause) {
  return want_rule(kEvent, find_rule(settings_.event_scenes, event), cause);
}

bool SceneDirector::enter_section(const std::string& section,
                                  double confidence) {
  if (section.empty()) return false;
  const bool certain =
      section_doubted_ || confidence >= settings_.section_confidence;
  const bool changed = section != section_;
  maybe_section_ = changed && !certain ? section : std::string();
  if (changed && !certain) return false;
  section_ = section;
  section_doubted_ = false;
  return changed;
}

bool SceneDirector::confirm_section() {
  if (maybe_section_.empty()) return false;
  section_ = std::exchange(maybe_section_, "");
  return true;
}

bool SceneDirector::shows_section() const {
  const std::string& pool = wanted_ ? wanted_->pool : current_.pool;
  return (wanted_ || active_) && pool.starts_with(kSection);
}

// Where the section has scenes that lamps know.
std::string SceneDirector::section_pool() const {
  const std::string pool = kSection + section_;
  return next_of(pool) ? pool : std::string();
}

// Silence is an event and a state too; whoever wrote it there is understood.
SceneDirector::Want SceneDirector::want_silence(const std::string& cause) {
  for (const std::string& pool :
       {std::string(kSilence), kEvent + std::string(kSilence),
        kMood + std::string(kSilence)}) {
    const Want answer = want(pool, cause);
    if (answer != Want::kNothing) return answer;
  }
  wanted_.reset();
  return Want::kNothing;
}

bool SceneDirector::want_next(const std::string& cause) {
  const auto pool = pools_.find(current_.pool);
  if (!active_ || pool == pools_.end()) return false;
  const auto next = pool->second.next([this](const std::string& scene) {
    return scene != current_.scene && usable(scene, now_ns_);
  });
  if (!next) return false;
  wanted_ = Wanted{current_.pool, cause, *next};
  return true;
}

SceneDirector::Want SceneDirector::want_back(std::string_view category,
                                             std::string_view state,
                                             const std::string& cause) {
  const MoodRule* const rule = mood_rule(category, state);
  std::string pool = section_pool();
  if (pool.empty() && rule != nullptr) pool = kMood + rule->key;
  active_ = false;
  const Want answer = want(pool, cause);
  if (answer == Want::kOther && pool == music_.pool &&
      usable(music_.scene, now_ns_)) {
    wanted_->scene = music_.scene;
    // It is no change for who has seen it last.
    wanted_->at_once = music_.scene == current_.scene;
  }
  if (answer == Want::kNothing) wanted_.reset();
  return answer;
}

void SceneDirector::want_again(const std::string& cause) {
  if (active_) wanted_ = Wanted{current_.pool, cause, current_.scene, true};
}

std::optional<SceneDirector::Choice> SceneDirector::take(uint64_t now_ns) {
  now_ns_ = std::max(now_ns_, now_ns);
  const auto ready = ready_ns();
  if (!ready || *ready > now_ns) return std::nullopt;
  const Wanted wanted = *std::exchange(wanted_, std::nullopt);
  const auto scene =
      wanted.scene.empty() ? next_of(wanted.pool) : std::optional(wanted.scene);
  if (!scene) return std::nullopt;
  current_ = {wanted.pool, *scene};
  const bool of_music = current_.pool.starts_with(kSection) ||
                        (current_.pool.starts_with(kMood) &&
                         current_.pool != kMood + std::string(kSilence));
  if (of_music) music_ = current_;
  if (!wanted.at_once) switched_ns_ = now_ns;
  active_ = true;
  return Choice{*scene, wanted.cause};
}

std::optional<uint64_t> SceneDirector::ready_ns() const {
  if (!wanted_) return std::nullopt;
  if (wanted_->at_once || !switched_ns_) return 0;
  return *switched_ns_ + settings_.min_scene_interval_ns;
}

bool SceneDirector::may_switch(uint64_t now_ns) const {
  return !within(switched_ns_, now_ns, settings_.min_scene_interval_ns);
}

void SceneDirector::sent(const std::string& scene, uint64_t at_ns) {
  if (switched_ns_) switched_ns_ = std::max(*switched_ns_, at_ns);
  const auto pool = pools_.find(current_.pool);
  if (pool != pools_.end() && current_.scene == scene) {
    pool->second.advance(scene);
  }
}

bool SceneDirector::refused(const std::string& scene, uint64_t now_ns) {
  now_ns_ = std::max(now_ns_, now_ns);
  const bool ours =
      std::any_of(pools_.begin(), pools_.end(),
                  [&](const auto& pool) { return pool.second.holds(scene); });
  if (!ours) return false;
  refused_until_ns_[scene] = now_ns + settings_.refused_retry_ns;
  if (!active_ || current_.scene != scene) return false;
  active_ = false;
  if (next_of(current_.pool)) {
    wanted_ = Wanted{current_.pool, "refused", "", true};
  }
  return true;
}

void SceneDirector::start_timeline() {
  // Lamps do not know about seeks: the interval starts again.
  if (switched_ns_) switched_ns_ = 0;
  doubt_section();
  for (auto& [scene, until_ns] : refused_until_ns_) {
    until_ns = settings_.refused_retry_ns;
  }
  now_ns_ = 0;
}

SceneDirector::Want SceneDirector::want(const std::string& pool,
                                        const std::string& cause) {
  const auto next = settings_.switch_scenes ? next_of(pool) : std::nullopt;
  if (!next) return Want::kNothing;
  if (active_ && (current_.pool == pool || current_.scene == *next)) {
    current_.pool = pool;
    wanted_.reset();
    return Want::kSame;
  }
  // A wish that is being waited for keeps its cause.
  if (!wanted_ || wanted_->pool != pool) wanted_ = Wanted{pool, cause};
  return Want::kOther;
}

SceneDirector::Want SceneDirector::want_rule(const char* kind,
                                             const MoodRule* rule,
                                             const std::string& cause) {
  return rule != nullptr ? want(kind + rule->key, cause) : Want::kNothing;
}

const MoodRule* SceneDirector::mood_rule(std::string_view category,
                                         std::string_view state) const {
  return find_mood_rule(settings_.mood_scenes, category, state);
}

std::optional<std::string> SceneDirector::next_of(
    const std::string& pool) const {
  const auto found = pools_.find(pool);
  if (found == pools_.end()) return std::nullopt;
  return found->second.next(
      [this](const std::string& scene) { return usable(scene, now_ns_); });
}

bool SceneDirector::usable(const std::string& scene, uint64_t now_ns) const {
  const auto refused = refused_until_ns_.find(scene);
  return refused == refused_until_ns_.end() || now_ns >= refused->second;
}

}  // namespace mood
