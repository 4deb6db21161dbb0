/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <variant>
#include <vector>

#include "moodupdate.h"
#include "sensors.h"

namespace mood {

/// News of the music on their way from the streaming thread to the worker,
/// each with the time at which it is heard. Holds kCapacity of them; the oldest
/// give way. Any thread; times are monotonic, in ns.
class SensorFeed {
 public:
  static constexpr size_t kCapacity = 256;
  using News = std::variant<SensorValues, BeatUpdate>;
  struct Item {
    uint64_t due_ns;
    News news;
  };

  /// @return whether it is due before all that waits.
  bool push(uint64_t due_ns, News news);
  /// What is due by @p now_ns, the earliest first.
  std::vector<Item> take_due(uint64_t now_ns);
  std::optional<uint64_t> next_due_ns() const;
  /// Forgets what waits: it will not be heard.
  void clear();
  /// Forgets everything.
  void reset();
  /// Whether there was any news since reset().
  bool was_fed() const;

 private:
  mutable std::mutex mutex_;
  std::deque<Item> items_;  ///< guarded by mutex_; by time
  bool was_fed_ = false;    ///< guarded by mutex_
};

}  // namespace mood
