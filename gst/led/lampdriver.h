/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lampcontext.h"
#include "scenecommand.h"

namespace mood {

enum class LampStatus {
  kOk,       ///< done; if there is a reason, not all of it could be
  kRefused,  ///< the lamp is well but will not do this: not tried again
  kBusy,     ///< the lamp is well but has no time: tried again soon
  kFailed,   ///< the lamp is away or broken: connect() again after a pause
};

/// How it went with a lamp. `reason` is for people: it says what to do, and
/// holds no secrets.
struct LampResult {
  LampStatus status = LampStatus::kOk;
  std::string reason;

  bool ok() const { return status == LampStatus::kOk; }
  static LampResult refused(std::string reason) {
    return {LampStatus::kRefused, std::move(reason)};
  }
  static LampResult busy(std::string reason) {
    return {LampStatus::kBusy, std::move(reason)};
  }
  static LampResult failed(std::string reason) {
    return {LampStatus::kFailed, std::move(reason)};
  }
};

/// Speaks one lamp's (or server's) language. Everything but name() and
/// resolve_targets() is called on the worker's thread only, one call at a
/// time. Calls may block, but no longer than the context's timeout for a
/// request, and end at once when its cancellable is cancelled.
class LampDriver {
 public:
  using Targets = std::vector<std::string>;

  virtual ~LampDriver() = default;

  /// The lamp's address, without user or password. Any thread.
  virtual std::string name() const = 0;
  /// What a command for @p targets (empty = all) is for here: the targets as
  /// the lamp names them, empty = the whole lamp, or nothing if the command is
  /// not for this lamp. Commands are merged if these are equal. Any thread.
  virtual std::optional<Targets> resolve_targets(const Targets& targets) const {
    return targets;
  }

  /// Makes the connection, asks for names and for the state to give back
  /// later. Called at the start, and after kFailed until it succeeds; kRefused
  /// counts as kFailed.
  virtual LampResult connect(LampContext& context) = 0;
  /// Carries out a command, whose targets are resolved. ReleaseAction also
  /// comes when the sink stops, if anything was sent since the last one.
  virtual LampResult send(const SceneCommand& command,
                          LampContext& context) = 0;
  /// When wake() is due by the context's clock; asked after each call.
  virtual std::optional<uint64_t> wake_time_ns() const { return {}; }
  /// At wake_time_ns(), or after LampWorker::wake(); only while connected.
  virtual LampResult wake(LampContext&) { return {}; }
  /// The last call. A stop's time may be over: then @p context is cancelled.
  virtual void disconnect(LampContext&) {}
};

}  // namespace mood
