/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "uniquefd.h"

namespace mood::ipc {

/// An eventfd: any number of signals before a wait count as one. signal() is
/// one non-blocking system call and may be used from a streaming thread.
class Wakeup {
 public:
  /// A fresh, unsignalled wake-up; empty (false) when the system has no
  /// descriptor left.
  static Wakeup create();
  Wakeup() = default;
  explicit Wakeup(UniqueFd fd) : fd_(std::move(fd)) {}

  explicit operator bool() const { return static_cast<bool>(fd_); }
  int fd() const { return fd_.get(); }
  void signal() const;
  /// Takes all signals so far.
  void clear() const;

 private:
  UniqueFd fd_;
};

}  // namespace mood::ipc
