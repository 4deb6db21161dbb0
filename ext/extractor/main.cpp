/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "config.h"
#include "runloop.h"
#include "tool/featurescommand.h"

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

void print_usage() {
  std::printf(
      "Usage: %s\n"
      "       mood-extractor --version\n"
      "       mood-extractor --help\n"
      "Prints what the advanced analysis finds in a window of a WAV file, as "
      "JSON.\n"
      "Without arguments it serves the GStreamer element moodanalyzer, which "
      "starts it.\n",
      mood::FeaturesCommand::kUsage.data());
}

int print_features(std::span<const char* const> arguments) {
  const std::string json = mood::FeaturesCommand(arguments).run();
  std::fputs(json.c_str(), stdout);
  if (std::fflush(stdout) == 0) return 0;
  std::perror("mood-extractor: cannot write to standard output");
  return 1;
}

int run(std::span<const char* const> arguments) {
  if (arguments.empty()) {
    if (!is_packet_socket(mood::ipc::kHelperSocketFd))
      throw mood::UsageError(
          "without arguments it is started by the GStreamer element "
          "moodanalyzer, not by hand");
    leave_host_behind();
    return serve();
  }
  const std::string_view first = arguments.front();
  if (first == "--version" && arguments.size() == 1) {
    std::printf("mood-extractor %s (protocol %u)\n", VERSION,
                mood::ipc::kProtocolVersion);
    return 0;
  }
  if (first == "--help" || first == "-h") {
    print_usage();
    return 0;
  }
  return print_features(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + std::max(argc, 1)});
  } catch (const mood::UsageError& error) {
    std::fprintf(stderr, "mood-extractor: %s; see mood-extractor --help\n",
                 error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mood-extractor: %s\n", error.what());
    return 1;
  }
}
