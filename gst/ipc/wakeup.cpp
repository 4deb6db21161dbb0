/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wakeup.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace mood::ipc {

Wakeup Wakeup::create() {
  return Wakeup(UniqueFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)));
}

void Wakeup::signal() const {
  const uint64_t one = 1;
  // Fails only when the counter is full: then the peer is awake already.
  [[maybe_unused]] const auto written = write(fd_.get(), &one, sizeof(one));
}

void Wakeup::clear() const {
  uint64_t count;
  [[maybe_unused]] const auto taken = read(fd_.get(), &count, sizeof(count));
}

}  // namespace mood::ipc
