/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "uniquefd.h"

#include <fcntl.h>
#include <unistd.h>

namespace mood::ipc {

void UniqueFd::reset(int fd) {
  if (fd_ >= 0 && fd_ != fd) close(fd_);
  fd_ = fd;
}

UniqueFd UniqueFd::duplicate() const {
  return UniqueFd(fd_ < 0 ? -1 : fcntl(fd_, F_DUPFD_CLOEXEC, 0));
}

}  // namespace mood::ipc
