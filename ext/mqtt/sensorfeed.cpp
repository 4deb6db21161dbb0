/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sensorfeed.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mood {

bool SensorFeed::push(uint64_t due_ns, News news) {
  const std::lock_guard lock(mutex_);
  was_fed_ = true;
  const auto place = std::upper_bound(
      items_.begin(), items_.end(), due_ns,
      [](uint64_t time_ns, const Item& item) { return time_ns < item.due_ns; });
  const bool is_first = place == items_.begin();
  items_.insert(place, {due_ns, std::move(news)});
  if (items_.size() > kCapacity) items_.pop_front();
  return is_first;
}

std::vector<SensorFeed::Item> SensorFeed::take_due(uint64_t now_ns) {
  const std::lock_guard lock(mutex_);
  const auto end =
      std::find_if(items_.begin(), items_.end(),
                   [=](const Item& item) { return item.due_ns > now_ns; });
  std::vector<Item> due(std::make_move_iterator(items_.begin()),
                        std::make_move_iterator(end));
  items_.erase(items_.begin(), end);
  return due;
}

std::optional<uint64_t> SensorFeed::next_due_ns() const {
  const std::lock_guard lock(mutex_);
  if (items_.empty()) return {};
  return items_.front().due_ns;
}

void SensorFeed::clear() {
  const std::lock_guard lock(mutex_);
  items_.clear();
}

void SensorFeed::reset() {
  const std::lock_guard lock(mutex_);
  items_.clear();
  was_fed_ = false;
}

bool SensorFeed::was_fed() const {
  const std::lock_guard lock(mutex_);
  return was_fed_;
}

}  // namespace mood
