/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>

#include "reactions.h"

namespace mood {

/// The answer to a structural event while it lasts: a look over the mood's
/// own, or a scene. Times are running times. Not thread safe.
class ReactionRun {
 public:
  /// However urgent an event is, another one is not answered sooner.
  static constexpr uint64_t kMinSpacing_ns = 350'000'000;

  /// Whether @p event is to be answered at @p now_ns: not if the same one was
  /// less than @p cooldown_ns ago. If so it counts as answered.
  bool admit(StructureEvent event, uint64_t now_ns, uint64_t cooldown_ns);
  /// @p reaction shows until @p end_ns; null = a scene does.
  void start(StructureEvent event, const Reaction* reaction, uint64_t end_ns);
  void stop() { running_ = false; }
  /// Running time restarts: nothing runs, nothing was answered.
  void start_timeline();

  bool running() const { return running_; }
  bool is_scene() const { return running_ && reaction_ == nullptr; }
  /// It only waits for a drop, which need not wait for it.
  bool expects_drop() const;
  uint64_t end_ns() const { return end_ns_; }
  /// @p own as it shows at the moment.
  Look over(const Look& own) const;

 private:
  bool running_ = false;
  const Reaction* reaction_ = nullptr;
  StructureEvent event_ = StructureEvent::kNone;  ///< the last one answered
  std::optional<uint64_t> answered_ns_;
  uint64_t end_ns_ = 0;
};

}  // namespace mood
