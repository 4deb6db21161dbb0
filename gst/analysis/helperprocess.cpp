/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "helperprocess.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "uniquefd.h"

namespace mood {
namespace {

/// Kills a process that is not gone within @p grace. @return false where the
/// kernel knows no such way (before Linux 5.3).
bool end_process(int pid, std::chrono::milliseconds grace) {
  const ipc::UniqueFd fd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (!fd) return false;
  pollfd poller{fd.get(), POLLIN, 0};
  if (poll(&poller, 1, static_cast<int>(grace.count())) == 1) return true;
  return syscall(SYS_pidfd_send_signal, fd.get(), SIGKILL, nullptr, 0) == 0;
}

}  // namespace

HelperProcess::~HelperProcess() { finish(std::chrono::milliseconds(0)); }

bool HelperProcess::start(ipc::PacketSocket socket, std::string& error) {
  finish(std::chrono::milliseconds(0));
  // Descriptors of ours are close-on-exec and the helper closes what others
  // left open: so GLib may use posix_spawn, cheap even in a large host.
  std::unique_ptr<GSubprocessLauncher, void (*)(void*)> launcher(
      g_subprocess_launcher_new(static_cast<GSubprocessFlags>(
          G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS)),
      g_object_unref);
  g_subprocess_launcher_take_fd(launcher.get(), socket.release(),
                                ipc::kHelperSocketFd);
  const char* arguments[] = {path_.c_str(), nullptr};
  GError* failure = nullptr;
  process_.reset(
      g_subprocess_launcher_spawnv(launcher.get(), arguments, &failure));
  if (!process_) {
    error = failure->message;
    g_error_free(failure);
    return false;
  }
  const char* identifier = g_subprocess_get_identifier(process_.get());
  pid_ = identifier ? atoi(identifier) : 0;
  return true;
}

void HelperProcess::finish(std::chrono::milliseconds grace) {
  if (!process_) return;
  // An identifier means that GLib has not reaped it: the pid is still ours.
  // GLib itself kills later, in a thread of its own, and not at all if this
  // process ends before: a helper that is stopped would stay behind.
  if (g_subprocess_get_identifier(process_.get()) && !end_process(pid_, grace))
    g_subprocess_force_exit(process_.get());
  process_.reset();
  pid_ = 0;
}

}  // namespace mood
