/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A sandbox forbids memfd_create: moodanalyzer says so and goes on. */
#include <errno.h>
#include <gtest/gtest.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "analyzerharness.h"

namespace mood::test {
namespace {

/// For this process and for good.
bool forbid_memfd() {
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  sock_fprog program{4, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                 SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

TEST(MemfdRefused, AutoFallsBackToAThreadAndProcessSaysWhy) {
  if (!forbid_memfd()) GTEST_SKIP() << "no seccomp here";
  const auto music = some_music(44100, 2, 1);
  {
    AnalyzerHarness harness(Properties{});
    harness.set_format(44100, 1);
    EXPECT_EQ(harness.push(music), GST_FLOW_OK);
    harness.eos();
    EXPECT_EQ(harness.log().structures("mood").size(), 20u);
    EXPECT_EQ(text(harness.stats(), "backend"), "thread");
    const auto warnings = harness.log().texts(GST_MESSAGE_WARNING);
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_NE(warnings[0].find("memfd_create"), std::string::npos);
  }
  AnalyzerHarness harness({{"isolation", "process"}});
  harness.set_format(44100, 1);
  EXPECT_EQ(harness.push(music), GST_FLOW_OK);
  harness.eos();
  EXPECT_EQ(harness.drain_buffers(), 87u);
  const auto warnings = harness.log().texts(GST_MESSAGE_WARNING);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("memfd_create"), std::string::npos);
}

}  // namespace
}  // namespace mood::test
