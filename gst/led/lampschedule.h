/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "backoff.h"
#include "lampdriver.h"
#include "lampqueue.h"
#include "lampsettings.h"
#include "lampstats.h"
#include "ratelimiter.h"

namespace mood {

/// What a worker does next.
struct LampStep {
  enum class Kind { kWait, kConnect, kSend, kWake };
  Kind kind = Kind::kWait;
  uint64_t until_ns = 0;  ///< kWait: kForever = until something happens
  SceneCommand command;   ///< kSend

  static constexpr uint64_t kForever = UINT64_MAX;
};

/// What people should hear of a step's result.
struct LampOutcome {
  bool failed = false;     ///< the lamp went away just now
  bool recovered = false;  ///< it is back
  bool refused = false;    ///< for a reason not heard before
};

/// Decides what is next for one lamp: connecting, sending, pausing, trying
/// again. A lamp that comes back is sent what it should show by now, whether it
/// had been sent before or not. Knows time only as an argument; the lock is the
/// caller's.
class LampSchedule {
 public:
  /// So many reasons of refusals are told apart; more are not reported.
  static constexpr size_t kMaxReasons = 32;
  /// So often in a row a lamp may be busy before that counts as a failure.
  static constexpr int kMaxBusy = 5;

  explicit LampSchedule(const LampSettings& settings);

  void post(SceneCommand command, uint64_t now_ns);
  void request_wake() { wake_requested_ = true; }
  /// Forgets what waits.
  void clear();

  /// The next step; @p wake_time_ns is the driver's.
  LampStep next(uint64_t now_ns, std::optional<uint64_t> wake_time_ns);
  LampOutcome done(const LampStep& step, const LampResult& result,
                   uint64_t now_ns);

  RateLimiter& limiter() { return limiter_; }
  void count_request() { ++stats_.requests; }
  bool connected() const { return connected_; }
  /// Whether the lamp shows anything of ours.
  bool holds_lamp() const { return holds_lamp_; }
  /// A step may have been carried out in part.
  void assume_held() { holds_lamp_ = true; }
  LampStats stats() const;

 private:
  void count(const LampQueue::Effects& effects);
  LampOutcome succeed(const LampStep& step, const std::string& reservation,
                      uint64_t now_ns);
  LampOutcome refuse(const LampStep& step, const std::string& reason);
  bool is_new(const std::string& reason);
  LampOutcome fail(const LampStep& step, uint64_t now_ns);
  void put_back(const LampStep& step, uint64_t now_ns);
  void remember(const SceneCommand& command, uint64_t now_ns);

  const uint64_t busy_pause_ns_;
  LampQueue waiting_;
  LampQueue shown_;  ///< what the lamp was sent since the last release
  RateLimiter limiter_;
  Backoff backoff_;
  uint64_t pause_until_ns_ = 0;
  int busy_in_a_row_ = 0;
  bool connected_ = false;
  bool incident_ = false;
  bool holds_lamp_ = false;
  bool wake_requested_ = false;
  std::set<std::string> reasons_;
  LampStats stats_;
};

}  // namespace mood
