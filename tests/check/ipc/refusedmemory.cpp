/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>

#include "audioregion.h"

namespace mood::ipc {
namespace {

constexpr int kNoFilter = 77;

/// From here on @p call fails in this process with EPERM, as in a sandbox.
bool refuse(long call) {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog filter{sizeof(program) / sizeof(program[0]), program};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// Runs @p prepare and then create_shared() in a child. @return its error
/// text, "created", or "unfiltered" where the system knows no filters.
template <typename Prepare>
std::string error_in_child(uint64_t data_bytes, Prepare prepare) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    if (!prepare()) _exit(kNoFilter);
    std::string error = "created";
    if (!AudioRegion::create_shared(data_bytes, error) && error.empty())
      error = "no reason given";
    _exit(write(ends[1], error.data(), error.size()) < 0);
  }
  close(ends[1]);
  char text[256];
  const ssize_t size = read(ends[0], text, sizeof(text));
  close(ends[0]);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoFilter)
    return "unfiltered";
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return size > 0 ? std::string(text, static_cast<size_t>(size)) : "";
}

TEST(RefusedMemory, WorksWhereNothingIsRefused) {
  EXPECT_EQ(error_in_child(65536, [] { return true; }), "created");
}

TEST(RefusedMemory, NamesMemfdCreateWhereASandboxForbidsIt) {
  const auto error =
      error_in_child(65536, [] { return refuse(SYS_memfd_create); });
  if (error == "unfiltered") GTEST_SKIP() << "no seccomp filters here";
  EXPECT_EQ(error, "memfd_create: Operation not permitted");
}

TEST(RefusedMemory, NamesTheSealsWhereTheKernelDoesNotKnowThem) {
  const auto error = error_in_child(65536, [] { return refuse(SYS_fcntl); });
  if (error == "unfiltered") GTEST_SKIP() << "no seccomp filters here";
  EXPECT_EQ(error, "F_ADD_SEALS: Operation not permitted");
}

TEST(RefusedMemory, NamesTheSizeWhereFilesMayNotBeSoLarge) {
  const auto error = error_in_child(1 << 20, [] {
    const rlimit small{4096, 4096};
    return signal(SIGXFSZ, SIG_IGN) != SIG_ERR &&
           setrlimit(RLIMIT_FSIZE, &small) == 0;
  });
  EXPECT_EQ(error, "ftruncate: File too large");
}

}  // namespace
}  // namespace mood::ipc
