/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "audioregion.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "protocol.h"

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif

namespace mood::ipc {
namespace {

std::string system_error(const char* call) {
  return std::string(call) + ": " + std::strerror(errno);
}

}  // namespace

std::optional<AudioRegion> AudioRegion::create_shared(uint64_t data_bytes,
                                                      std::string& error) {
  const uint64_t bytes = kRegionDataOffset + data_bytes;
  UniqueFd fd(memfd_create("gst-mood", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd) {
    error = system_error("memfd_create");
    return std::nullopt;
  }
  if (ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0) {
    error = system_error("ftruncate");
    return std::nullopt;
  }
  void* memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
  if (memory == MAP_FAILED) {
    error = system_error("mmap");
    return std::nullopt;
  }
  // After our own writable mapping exists: from here on no new one can.
  const int seals =
      F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL;
  if (fcntl(fd.get(), F_ADD_SEALS, seals) != 0) {
    error = system_error("F_ADD_SEALS");
    munmap(memory, bytes);
    return std::nullopt;
  }
  return initialise(memory, bytes, std::move(fd));
}

std::optional<AudioRegion> AudioRegion::create_private(uint64_t data_bytes,
                                                       std::string& error) {
  const uint64_t bytes = kRegionDataOffset + data_bytes;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    error = system_error("mmap");
    return std::nullopt;
  }
  return initialise(memory, bytes, UniqueFd());
}

std::optional<AudioRegion> AudioRegion::initialise(void* memory, uint64_t bytes,
                                                   UniqueFd fd) {
  auto* header = new (memory) RegionHeader();
  header->magic = kMagic;
  header->version = kProtocolVersion;
  header->data_bytes = bytes - kRegionDataOffset;
  header->epoch_end = kOpenEnd;
  return AudioRegion(memory, bytes, std::move(fd), true);
}

std::optional<AudioRegion> AudioRegion::map_read_only(UniqueFd fd,
                                                      uint64_t region_bytes,
                                                      std::string& error) {
  struct stat status {};
  if (!fd || fstat(fd.get(), &status) != 0) {
    error = "no region descriptor";
    return std::nullopt;
  }
  if (region_bytes <= kRegionDataOffset ||
      static_cast<uint64_t>(status.st_size) < region_bytes) {
    error = "region smaller than announced";
    return std::nullopt;
  }
  // What could shrink could raise SIGBUS here at any time.
  const int seals = fcntl(fd.get(), F_GET_SEALS);
  if (seals < 0 || !(seals & F_SEAL_SHRINK)) {
    error = "region is not sealed";
    return std::nullopt;
  }
  void* memory =
      mmap(nullptr, region_bytes, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (memory == MAP_FAILED) {
    error = system_error("mmap");
    return std::nullopt;
  }
  AudioRegion region(memory, region_bytes, std::move(fd), true);
  if (!region.plausible()) {
    error = "region header does not match";
    return std::nullopt;
  }
  return region;
}

std::optional<AudioRegion> AudioRegion::view_in_process(uint64_t address,
                                                        uint64_t region_bytes,
                                                        std::string& error) {
  AudioRegion region(reinterpret_cast<void*>(address), region_bytes, UniqueFd(),
                     false);
  if (address == 0 || region_bytes <= kRegionDataOffset ||
      !region.plausible()) {
    error = "region header does not match";
    return std::nullopt;
  }
  return region;
}

AudioRegion::AudioRegion(void* memory, uint64_t bytes, UniqueFd fd, bool owned)
    : memory_(memory), bytes_(bytes), fd_(std::move(fd)), owned_(owned) {}

AudioRegion::AudioRegion(AudioRegion&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)),
      bytes_(other.bytes_),
      fd_(std::move(other.fd_)),
      owned_(other.owned_) {}

AudioRegion& AudioRegion::operator=(AudioRegion&& other) noexcept {
  if (this != &other) {
    unmap();
    memory_ = std::exchange(other.memory_, nullptr);
    bytes_ = other.bytes_;
    fd_ = std::move(other.fd_);
    owned_ = other.owned_;
  }
  return *this;
}

AudioRegion::~AudioRegion() { unmap(); }

void AudioRegion::unmap() {
  if (memory_ && owned_) munmap(memory_, bytes_);
  memory_ = nullptr;
}

bool AudioRegion::plausible() const {
  return header().magic == kMagic && header().version == kProtocolVersion &&
         header().data_bytes == bytes_ - kRegionDataOffset;
}

const RegionHeader& AudioRegion::header() const {
  return *static_cast<const RegionHeader*>(memory_);
}

RegionHeader& AudioRegion::writable_header() {
  return *static_cast<RegionHeader*>(memory_);
}

std::span<const float> AudioRegion::ring() const {
  return {reinterpret_cast<const float*>(static_cast<const char*>(memory_) +
                                         kRegionDataOffset),
          header().data_bytes / sizeof(float)};
}

std::span<float> AudioRegion::writable_ring() {
  return {
      reinterpret_cast<float*>(static_cast<char*>(memory_) + kRegionDataOffset),
      header().data_bytes / sizeof(float)};
}

}  // namespace mood::ipc
