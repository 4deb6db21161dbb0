/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "mappersettings.h"
#include "scenerotation.h"

namespace mood {

/// Chooses scenes: which pool is wanted, which member of it comes next, and
/// when the lamps may switch. The caller asks for what the music suggests
/// (want_*), then takes what is allowed by now. Times are running times. Not
/// thread safe.
class SceneDirector {
 public:
  enum class Want {
    kNothing,  ///< no scene is meant for that
    kSame,     ///< the one that is active
    kOther,    ///< take() gives it when its time has come
  };
  struct Choice {
    std::string scene;
    std::string cause;
  };

  /// Section @p section plays from now on. If it has scenes of its own, they
  /// stand for whatever moods it has. A change that is not certain counts with
  /// the next want_mood(), or confirm_section(). True if a change counts at
  /// once.
  bool enter_section(const std::string& section, double confidence);
  /// A change that was not certain is. True if there was one.
  bool confirm_section();
  /// The music stopped or jumped: the section is told anew, however surely.
  void doubt_section() { section_doubted_ = true; }
  const std::string& section() const { return section_; }
  bool section_has_scene() const {
    return settings_.switch_scenes && !section_pool().empty();
  }
  /// A scene of a section shows, or waits to.
  bool shows_section() const;

  /// Pools that changed start anew; a new config_generation also forgets what
  /// lamps refused.
  void set_settings(const MapperSettings& settings);

  Want want_mood(std::string_view category, std::string_view state,
                 const std::string& cause);
  Want want_event(std::string_view event, const std::string& cause);
  Want want_silence(const std::string& cause);
  /// The same pool's next member; false if there is no other.
  bool want_next(const std::string& cause);
  /// The scene of the music, as it was before silence, an event or a loss of
  /// commands, if it still suits mood and section.
  Want want_back(std::string_view category, std::string_view state,
                 const std::string& cause);
  /// The active scene once more.
  void want_again(const std::string& cause);
  void forget_want() { wanted_.reset(); }

  /// The scene to activate at @p now_ns, if any.
  std::optional<Choice> take(uint64_t now_ns);
  /// When take() will have something; none = nothing is wanted.
  std::optional<uint64_t> ready_ns() const;

  /// The lamps show a scene with its own settings.
  bool active() const { return active_; }
  /// Its settings were overwritten.
  void overwritten() { active_ = false; }
  /// Whether the interval since the last switch is over.
  bool may_switch(uint64_t now_ns) const;
  /// Scene @p scene was let out as due at @p at_ns: its pool moves on.
  void sent(const std::string& scene, uint64_t at_ns);
  /// A lamp does not know @p scene: it is left out for a time. True if it was
  /// the active one; then the next of its pool is wanted, if there is one.
  bool refused(const std::string& scene, uint64_t now_ns);
  void start_timeline();

 private:
  struct Place {
    std::string pool;  ///< such as `mood:*_energetic_*`, empty = none
    std::string scene;
  };
  struct Wanted {
    std::string pool;
    std::string cause;
    std::string scene;     ///< empty = the next one
    bool at_once = false;  ///< no interval to wait for
  };

  Want want(const std::string& pool, const std::string& cause);
  Want want_rule(const char* kind, const MoodRule* rule,
                 const std::string& cause);
  const MoodRule* mood_rule(std::string_view category,
                            std::string_view state) const;
  std::string section_pool() const;
  std::optional<std::string> next_of(const std::string& pool) const;
  bool usable(const std::string& scene, uint64_t now_ns) const;
  void build_pools();

  MapperSettings settings_;
  std::map<std::string, SceneRotation> pools_;
  std::map<std::string, uint64_t> refused_until_ns_;  ///< by scene
  Place current_;
  Place music_;  ///< the last one that was neither silence nor an event
  std::optional<Wanted> wanted_;
  std::string section_;          ///< plays now, empty = never told
  std::string maybe_section_;    ///< plays now, but that is not certain
  bool section_doubted_ = true;  ///< the next one told counts in any case
  std::optional<uint64_t> switched_ns_;
  uint64_t now_ns_ = 0;  ///< the latest time it was told
  bool active_ = false;
};

}  // namespace mood
