/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <utility>

namespace mood::ipc {

/// Owns a file descriptor; -1 = none.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  ~UniqueFd() { reset(); }
  UniqueFd(UniqueFd&& other) noexcept : fd_(other.release()) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    reset(other.release());
    return *this;
  }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  int release() { return std::exchange(fd_, -1); }
  void reset(int fd = -1);
  /// A second descriptor of the same file, close-on-exec; empty on failure.
  UniqueFd duplicate() const;

 private:
  int fd_ = -1;
};

}  // namespace mood::ipc
