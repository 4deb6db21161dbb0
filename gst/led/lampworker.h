/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "lampdriver.h"
#include "lamplistener.h"
#include "lampschedule.h"
#include "lampsettings.h"
#include "lampstats.h"

namespace mood {

/// One lamp's thread. It asks LampSchedule what is next and lets the driver do
/// it, so a lamp that hangs holds up nobody else. Takes a bounded amount of
/// memory, whatever is posted.
class LampWorker : private LampContext {
 public:
  /// Starts the thread, which connects at once. @p listener outlives this.
  LampWorker(std::unique_ptr<LampDriver> driver, const LampSettings& settings,
             LampListener& listener);
  /// Stops at once if begin_stop() was not called.
  ~LampWorker() override;
  LampWorker(const LampWorker&) = delete;
  LampWorker& operator=(const LampWorker&) = delete;

  /// The lamp's name. Any thread.
  std::string name() const { return driver_->name(); }
  /// Leaves @p command for the lamp. Any thread; takes a lock that nobody holds
  /// for long. @return whether the command is for this lamp.
  bool post(const SceneCommand& command);
  /// Has the driver's wake() called soon. Any thread.
  void wake();
  /// Forgets what waits, gives the lamp back, and ends: by @p deadline_ns of
  /// the monotonic clock if the lamp is quick enough, else soon after it.
  /// Returns at once; wait_stopped() waits.
  void begin_stop(uint64_t deadline_ns);
  void wait_stopped();

  LampStats stats() const;

 private:
  bool await_turn() override;
  GCancellable* cancellable() override { return cancellable_.get(); }
  uint64_t timeout_ns() const override;
  uint64_t now_ns() const override;

  struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
  };
  using Lock = std::unique_lock<std::mutex>;

  void run() noexcept;
  void work(Lock& lock);
  void finish(Lock& lock);
  void give_back(Lock& lock);
  LampResult perform(const LampStep& step);
  void report(const LampOutcome& outcome, const std::string& reason);
  void report_scene(const LampStep& step, const LampResult& result);
  void wait_until(Lock& lock, uint64_t time_ns);

  LampSettings settings_;                             ///< constant
  LampListener& listener_;                            ///< locks itself
  std::unique_ptr<LampDriver> driver_;                ///< the thread's
  std::unique_ptr<GCancellable, Unref> cancellable_;  ///< locks itself

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  LampSchedule schedule_;          ///< guarded by mutex_
  bool stopping_ = false;          ///< guarded by mutex_
  bool finishing_ = false;         ///< guarded by mutex_: gives the lamp back
  bool aborted_ = false;           ///< guarded by mutex_: a turn was refused
  bool stopped_ = false;           ///< guarded by mutex_
  uint64_t stop_deadline_ns_ = 0;  ///< guarded by mutex_

  std::thread thread_;
};

}  // namespace mood
