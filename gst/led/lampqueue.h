/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "scenecommand.h"

namespace mood {

/// Commands that wait for a lamp, with those left out that a later one makes
/// superfluous, so that sending what is left ends with the same light:
///  - a release takes the place of all before it,
///  - a scene that of scenes and effects before it,
///  - an effect is merged with the one before it: what it does not name stays,
///  - a flash takes the place of a flash.
/// All that only as far as the later command's targets cover the earlier's.
/// Holds kCapacity commands at most. The lock is the caller's.
class LampQueue {
 public:
  static constexpr size_t kCapacity = 16;
  /// A flash that comes later than this is not sent: the beat is over.
  static constexpr uint64_t kMaxFlashAge_ns = 500'000'000;

  /// What became of other commands.
  struct Effects {
    uint32_t coalesced = 0;  ///< superfluous
    uint32_t dropped = 0;    ///< too many, or flashes that are too late
  };

  Effects push(SceneCommand command, uint64_t now_ns);
  /// Puts @p command before all others, and lets them act on it.
  Effects put_back(SceneCommand command, uint64_t now_ns);
  /// The same for all of @p earlier.
  Effects put_back(const LampQueue& earlier);
  /// The next command, or nothing. Adds flashes left out to @p effects.
  std::optional<SceneCommand> pop(uint64_t now_ns, Effects& effects);

  void clear() { entries_.clear(); }
  bool empty() const { return entries_.empty(); }
  size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    SceneCommand command;
    uint64_t posted_ns;
  };
  using Entries = std::deque<Entry>;

  uint32_t make_superfluous(const SceneCommand& command);
  bool merge_effect(SceneCommand& command);
  Effects append(Entry entry);

  Entries entries_;
};

}  // namespace mood
