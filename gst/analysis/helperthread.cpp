/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "helperthread.h"

#include <pthread.h>

#include <system_error>

namespace mood {

bool HelperThread::start(ipc::PacketSocket socket, std::string& error) {
  finish({});
  const int fd = socket.release();
  try {
    thread_ = std::thread([run = (*module_)->run, fd] { run(fd); });
  } catch (const std::system_error& failure) {
    ipc::UniqueFd closes(fd);
    error = failure.what();
    return false;
  }
  pthread_setname_np(thread_.native_handle(), "mood-extractor");
  return true;
}

void HelperThread::finish(std::chrono::milliseconds) {
  if (thread_.joinable()) thread_.join();
}

}  // namespace mood
