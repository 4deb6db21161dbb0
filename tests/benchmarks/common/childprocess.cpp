/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "childprocess.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace mood::bench {
namespace {

double milliseconds(const timeval& time) {
  return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments,
                           const std::string& output) {
  std::vector<char*> argv;
  for (const auto& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), environ))
    pid_ = 0;
  posix_spawn_file_actions_destroy(&actions);
}

int ChildProcess::wait() {
  int status = 0;
  rusage usage{};
  if (!started() || wait4(pid_, &status, 0, &usage) != pid_) return -1;
  cpu_ms_ = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::optional<long> ChildProcess::wait_for_peak_kb() {
  std::optional<long> peak_kb;
  if (!started()) return peak_kb;
  ptrace(PTRACE_SEIZE, pid_, nullptr, PTRACE_O_TRACEEXIT);
  for (int status = 0; waitpid(pid_, &status, __WALL) == pid_;) {
    if (!WIFSTOPPED(status)) break;
    const int event = status >> 16;
    if (event == PTRACE_EVENT_EXIT) peak_kb = memory_kb(pid_, "VmHWM");
    ptrace(PTRACE_CONT, pid_, nullptr, event ? 0 : WSTOPSIG(status));
  }
  return peak_kb;
}

std::optional<long> memory_kb(pid_t pid, const std::string& field) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(field + ":"))
      return std::stol(line.substr(field.size() + 1));
  return std::nullopt;
}

}  // namespace mood::bench
