/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <exception>

#include "config.h"
#include "runloop.h"

namespace {

bool is_packet_socket(int fd) {
  int type = 0;
  socklen_t size = sizeof(type);
  return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
         type == SOCK_SEQPACKET;
}

/// Sheds what a spawned process inherits from its host: stray descriptors, a
/// real-time scheduling class, blocked signals. Ctrl-C in a terminal reaches
/// the whole process group; the host decides when the helper ends, by closing
/// the socket.
void leave_host_behind() {
  close_range(mood::ipc::kHelperSocketFd + 1, ~0U, 0);
  const sched_param normal{};
  sched_setscheduler(0, SCHED_OTHER, &normal);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGINT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, SIG_DFL);
}

int serve() {
  using mood::ipc::PacketSocket;
  using mood::ipc::UniqueFd;
  fcntl(mood::ipc::kHelperSocketFd, F_SETFD, FD_CLOEXEC);
  PacketSocket socket{UniqueFd(mood::ipc::kHelperSocketFd)};
  const bool clean =
      mood::run_loop(std::move(socket), mood::Session::Placement::kOwnProcess);
  return clean ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    std::printf("mood-extractor %s (protocol %u)\n", VERSION,
                mood::ipc::kProtocolVersion);
    return 0;
  }
  if (argc != 1 || !is_packet_socket(mood::ipc::kHelperSocketFd)) {
    std::fprintf(stderr,
                 "mood-extractor is started by the GStreamer element "
                 "moodanalyzer, not by hand.\n"
                 "Usage: mood-extractor --version\n");
    return 2;
  }
  leave_host_behind();
  try {
    return serve();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mood-extractor: %s\n", error.what());
    return 1;
  }
}
