/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wakeup.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <thread>

namespace mood::ipc {
namespace {

bool is_signalled(const Wakeup& wakeup, int timeout_ms = 0) {
  pollfd poller{wakeup.fd(), POLLIN, 0};
  return poll(&poller, 1, timeout_ms) == 1;
}

TEST(Wakeup, IsQuietWhenNew) {
  const auto wakeup = Wakeup::create();
  ASSERT_TRUE(wakeup);
  EXPECT_FALSE(is_signalled(wakeup));
}

TEST(Wakeup, CountsAnyNumberOfSignalsAsOne) {
  const auto wakeup = Wakeup::create();
  for (int i = 0; i < 1000; ++i) wakeup.signal();
  EXPECT_TRUE(is_signalled(wakeup));
  wakeup.clear();
  EXPECT_FALSE(is_signalled(wakeup));
}

TEST(Wakeup, DoesNotBlockWhenItIsClearedInVain) {
  const auto wakeup = Wakeup::create();
  wakeup.clear();
  wakeup.signal();
  EXPECT_TRUE(is_signalled(wakeup));
}

TEST(Wakeup, DoesNotBlockWhenItsCounterIsFull) {
  const auto wakeup = Wakeup::create();
  const uint64_t nearly_full = UINT64_MAX - 1;
  ASSERT_EQ(write(wakeup.fd(), &nearly_full, sizeof(nearly_full)), 8);
  wakeup.signal();
  EXPECT_TRUE(is_signalled(wakeup));
  wakeup.clear();
  EXPECT_FALSE(is_signalled(wakeup));
}

TEST(Wakeup, WakesAWaitingThread) {
  const auto wakeup = Wakeup::create();
  bool woken = false;
  std::thread waiter([&] { woken = is_signalled(wakeup, 10000); });
  wakeup.signal();
  waiter.join();
  EXPECT_TRUE(woken);
}

TEST(Wakeup, IsNotInheritedByPrograms) {
  const auto wakeup = Wakeup::create();
  EXPECT_TRUE(fcntl(wakeup.fd(), F_GETFD) & FD_CLOEXEC);
}

TEST(Wakeup, IsEmptyWhenNoDescriptorIsLeft) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit none = before;
  none.rlim_cur = 0;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto wakeup = Wakeup::create();
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_FALSE(wakeup);
  wakeup.signal();  // harmless
  wakeup.clear();
}

}  // namespace
}  // namespace mood::ipc
