/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "uniquefd.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "descriptors.h"

namespace mood::ipc {
namespace {

using test::open_descriptors;

int open_null() { return open("/dev/null", O_RDONLY | O_CLOEXEC); }
bool is_open(int fd) { return fcntl(fd, F_GETFD) >= 0; }

TEST(UniqueFd, IsEmptyByDefault) {
  const UniqueFd fd;
  EXPECT_FALSE(fd);
  EXPECT_EQ(fd.get(), -1);
}

TEST(UniqueFd, ClosesWhatItOwnsOnce) {
  int raw;
  {
    const UniqueFd fd(open_null());
    raw = fd.get();
    EXPECT_TRUE(fd);
    EXPECT_TRUE(is_open(raw));
  }
  EXPECT_FALSE(is_open(raw));
}

TEST(UniqueFd, TakesDescriptorZeroForADescriptor) {
  UniqueFd fd(0);
  EXPECT_TRUE(fd);
  EXPECT_EQ(fd.release(), 0);
}

TEST(UniqueFd, MovesAndLeavesTheSourceEmpty) {
  UniqueFd first(open_null());
  const int raw = first.get();
  UniqueFd second(std::move(first));
  EXPECT_FALSE(first);
  EXPECT_EQ(second.get(), raw);
  UniqueFd third(open_null());
  const int replaced = third.get();
  third = std::move(second);
  EXPECT_FALSE(is_open(replaced));
  EXPECT_EQ(third.get(), raw);
  EXPECT_TRUE(is_open(raw));
}

TEST(UniqueFd, SurvivesBeingMovedToItself) {
  UniqueFd fd(open_null());
  const int raw = fd.get();
  UniqueFd& same = fd;
  fd = std::move(same);
  EXPECT_EQ(fd.get(), raw);
  EXPECT_TRUE(is_open(raw));
}

TEST(UniqueFd, KeepsADescriptorItIsResetTo) {
  UniqueFd fd(open_null());
  fd.reset(fd.get());
  EXPECT_TRUE(is_open(fd.get()));
}

TEST(UniqueFd, GivesUpOwnershipOnRelease) {
  UniqueFd fd(open_null());
  const int raw = fd.release();
  EXPECT_FALSE(fd);
  EXPECT_TRUE(is_open(raw));
  close(raw);
}

TEST(UniqueFd, DuplicatesCloseOnExecAndEmptyStaysEmpty) {
  const size_t before = open_descriptors();
  {
    const UniqueFd fd(open("/dev/null", O_RDONLY));
    const UniqueFd twin = fd.duplicate();
    ASSERT_TRUE(twin);
    EXPECT_NE(twin.get(), fd.get());
    EXPECT_TRUE(fcntl(twin.get(), F_GETFD) & FD_CLOEXEC);
    EXPECT_FALSE(UniqueFd().duplicate());
  }
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace mood::ipc
