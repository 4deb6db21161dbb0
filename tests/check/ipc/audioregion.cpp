/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "audioregion.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <functional>

#include "descriptors.h"
#include "protocol.h"

namespace mood::ipc {
namespace {

constexpr uint64_t kDataBytes = 64 * 1024;
constexpr uint64_t kRegionBytes = kRegionDataOffset + kDataBytes;
constexpr int kAllSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL |
                          0x0010 /* F_SEAL_FUTURE_WRITE */;

AudioRegion shared_region() {
  std::string error;
  auto region = AudioRegion::create_shared(kDataBytes, error);
  EXPECT_TRUE(region) << error;
  return std::move(*region);
}

/// What the other process gets: another descriptor of the same memory.
UniqueFd received(const AudioRegion& region) {
  return UniqueFd(fcntl(region.fd(), F_DUPFD_CLOEXEC, 0));
}

std::string refusal(UniqueFd fd, uint64_t bytes) {
  std::string error;
  const auto region = AudioRegion::map_read_only(std::move(fd), bytes, error);
  EXPECT_FALSE(region);
  return region ? "accepted" : error;
}

/// A memfd that looks just like a region but for what @p spoil does to it.
UniqueFd forged(unsigned seals,
                const std::function<void(RegionHeader&)>& spoil = {}) {
  UniqueFd fd(memfd_create("forged", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  EXPECT_EQ(ftruncate(fd.get(), kRegionBytes), 0);
  RegionHeader header{};
  header.magic = kMagic;
  header.version = kProtocolVersion;
  header.data_bytes = kDataBytes;
  if (spoil) spoil(header);
  EXPECT_EQ(pwrite(fd.get(), static_cast<void*>(&header), sizeof(header), 0),
            static_cast<ssize_t>(sizeof(header)));
  EXPECT_EQ(fcntl(fd.get(), F_ADD_SEALS, seals), 0);
  return fd;
}

TEST(AudioRegion, ShowsTheReaderWhatTheWriterWrites) {
  auto region = shared_region();
  std::string error;
  const auto view =
      AudioRegion::map_read_only(received(region), kRegionBytes, error);
  ASSERT_TRUE(view) << error;
  EXPECT_EQ(view->region_bytes(), kRegionBytes);
  EXPECT_EQ(view->ring().size(), kDataBytes / sizeof(float));
  EXPECT_NE(view->address(), region.address());
  region.writable_ring().back() = 42;
  region.writable_header().committed = 7;
  EXPECT_EQ(view->ring().back(), 42);
  EXPECT_EQ(view->header().committed, 7u);
}

TEST(AudioRegion, StartsWithAnOpenEndAndNothingElse) {
  const auto region = shared_region();
  const auto& header = region.header();
  EXPECT_EQ(header.magic, kMagic);
  EXPECT_EQ(header.version, kProtocolVersion);
  EXPECT_EQ(header.data_bytes, kDataBytes);
  EXPECT_EQ(header.epoch, 0u);
  EXPECT_EQ(header.epoch_end, kOpenEnd);
  EXPECT_EQ(header.claimed, 0u);
  EXPECT_EQ(header.committed, 0u);
}

TEST(AudioRegion, CannotBeMappedWritableByWhoReceivesIt) {
  const auto region = shared_region();
  const auto fd = received(region);
  EXPECT_EQ(mmap(nullptr, kRegionBytes, PROT_READ | PROT_WRITE, MAP_SHARED,
                 fd.get(), 0),
            MAP_FAILED);
  EXPECT_EQ(errno, EPERM);
}

TEST(AudioRegion, CannotBecomeWritableThroughMprotect) {
  const auto region = shared_region();
  std::string error;
  const auto view =
      AudioRegion::map_read_only(received(region), kRegionBytes, error);
  ASSERT_TRUE(view) << error;
  EXPECT_NE(mprotect(reinterpret_cast<void*>(view->address()), 4096,
                     PROT_READ | PROT_WRITE),
            0);
}

TEST(AudioRegion, CannotBeWrittenOrResizedOrUnsealedByWhoReceivesIt) {
  const auto region = shared_region();
  const auto fd = received(region);
  EXPECT_EQ(fcntl(fd.get(), F_GET_SEALS) & kAllSeals, kAllSeals);
  EXPECT_LT(write(fd.get(), "x", 1), 0);
  EXPECT_NE(ftruncate(fd.get(), 0), 0) << "SIGBUS for everyone";
  EXPECT_NE(ftruncate(fd.get(), 2 * kRegionBytes), 0);
  EXPECT_NE(fcntl(fd.get(), F_ADD_SEALS, F_SEAL_WRITE), 0);
  const std::string path = "/proc/self/fd/" + std::to_string(fd.get());
  const UniqueFd reopened(open(path.c_str(), O_RDWR | O_CLOEXEC));
  EXPECT_LT(write(reopened.get(), "x", 1), 0);
  EXPECT_NE(ftruncate(reopened.get(), 0), 0);
}

TEST(AudioRegion, StaysWritableForItsCreatorAfterSealing) {
  auto region = shared_region();
  std::ranges::fill(region.writable_ring(), 1.0f);
  EXPECT_EQ(region.ring().back(), 1.0f);
}

TEST(AudioRegion, RefusesAnAnnouncementLargerThanTheMemory) {
  const auto region = shared_region();
  EXPECT_EQ(refusal(received(region), kRegionBytes + 1),
            "region smaller than announced");
  EXPECT_EQ(refusal(received(region), UINT64_MAX),
            "region smaller than announced");
}

TEST(AudioRegion, RefusesAnAnnouncementWithoutRoomForData) {
  const auto region = shared_region();
  EXPECT_EQ(refusal(received(region), kRegionDataOffset),
            "region smaller than announced");
  EXPECT_EQ(refusal(received(region), 0), "region smaller than announced");
}

TEST(AudioRegion, RefusesAnAnnouncementThatContradictsTheHeader) {
  const auto region = shared_region();
  EXPECT_EQ(refusal(received(region), kRegionBytes - 4096),
            "region header does not match");
}

TEST(AudioRegion, AcceptsAForgeryThatIsSealed) {
  std::string error;
  EXPECT_TRUE(
      AudioRegion::map_read_only(forged(kAllSeals), kRegionBytes, error))
      << error << ": the refusals below would prove nothing";
}

TEST(AudioRegion, RefusesMemoryThatCouldShrinkUnderItsReader) {
  EXPECT_EQ(refusal(forged(0), kRegionBytes), "region is not sealed");
  EXPECT_EQ(refusal(forged(F_SEAL_GROW), kRegionBytes), "region is not sealed");
}

TEST(AudioRegion, RefusesAHeaderThatIsNotOurs) {
  EXPECT_EQ(
      refusal(forged(kAllSeals, [](auto& h) { ++h.magic; }), kRegionBytes),
      "region header does not match");
  EXPECT_EQ(
      refusal(forged(kAllSeals, [](auto& h) { ++h.version; }), kRegionBytes),
      "region header does not match");
  EXPECT_EQ(
      refusal(forged(kAllSeals, [](auto& h) { ++h.data_bytes; }), kRegionBytes),
      "region header does not match");
}

TEST(AudioRegion, RefusesDescriptorsThatAreNoMemory) {
  EXPECT_EQ(refusal(UniqueFd(), kRegionBytes), "no region descriptor");
  EXPECT_EQ(refusal(UniqueFd(99999), kRegionBytes), "no region descriptor");
  EXPECT_EQ(refusal(UniqueFd(open("/dev/null", O_RDWR)), kRegionBytes),
            "region smaller than announced");
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const UniqueFd keeps(ends[1]);
  EXPECT_EQ(refusal(UniqueFd(ends[0]), kRegionBytes),
            "region smaller than announced");
  EXPECT_EQ(refusal(UniqueFd(open("/proc/self/exe", O_RDONLY)), kRegionBytes),
            "region is not sealed");
}

TEST(AudioRegion, LeaksNoDescriptorWhateverHappens) {
  const size_t before = test::open_descriptors();
  {
    const auto region = shared_region();
    std::string error;
    const auto view =
        AudioRegion::map_read_only(received(region), kRegionBytes, error);
    refusal(received(region), 1);
    refusal(forged(0), kRegionBytes);
    refusal(forged(kAllSeals, [](auto& h) { ++h.magic; }), kRegionBytes);
  }
  EXPECT_EQ(test::open_descriptors(), before);
}

TEST(AudioRegion, IsNotInheritedByPrograms) {
  const auto region = shared_region();
  EXPECT_TRUE(fcntl(region.fd(), F_GETFD) & FD_CLOEXEC);
}

TEST(AudioRegion, MovesWithoutCopyingItsMemory) {
  auto first = shared_region();
  const uint64_t address = first.address();
  first.writable_ring().front() = 9;
  AudioRegion second(std::move(first));
  EXPECT_EQ(second.address(), address);
  auto third = shared_region();
  third = std::move(second);
  EXPECT_EQ(third.address(), address);
  EXPECT_EQ(third.ring().front(), 9);
}

TEST(AudioRegion, InPlainMemoryHasNoDescriptorAndCanBeViewed) {
  std::string error;
  auto region = AudioRegion::create_private(kDataBytes, error);
  ASSERT_TRUE(region) << error;
  EXPECT_EQ(region->fd(), -1);
  {
    const auto view = AudioRegion::view_in_process(
        region->address(), region->region_bytes(), error);
    ASSERT_TRUE(view) << error;
    region->writable_ring().front() = 3;
    EXPECT_EQ(view->ring().front(), 3);
  }
  EXPECT_EQ(region->ring().front(), 3) << "the view only looked";
  EXPECT_FALSE(AudioRegion::view_in_process(0, kRegionBytes, error));
  EXPECT_FALSE(AudioRegion::view_in_process(region->address(), 4096, error));
  EXPECT_FALSE(
      AudioRegion::view_in_process(region->address(), kRegionBytes - 1, error));
}

}  // namespace
}  // namespace mood::ipc
