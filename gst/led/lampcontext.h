/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include <cstdint>

namespace mood {

/// What a driver has of its worker while it works.
class LampContext {
 public:
  virtual ~LampContext() = default;

  /// Called before every request: waits until the rate limit allows it and
  /// counts it. Returns false if the worker is to end: then send nothing.
  virtual bool await_turn() = 0;
  /// Cancelled when the time to stop is over. Owned by the worker.
  virtual GCancellable* cancellable() = 0;
  /// How long a request may take from now on, in ns; less during a stop.
  virtual uint64_t timeout_ns() const = 0;
  /// Monotonic time in ns.
  virtual uint64_t now_ns() const = 0;
};

}  // namespace mood
