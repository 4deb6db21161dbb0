/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "regionheader.h"
#include "uniquefd.h"

namespace mood::ipc {

/// The mapped shared memory: header, then ring data. Created writable by the
/// element and sealed, so that everyone who gets the descriptor can only map
/// it read-only and nobody can resize it (no SIGBUS for either side).
class AudioRegion {
 public:
  /// A sealed memfd of @p data_bytes (Linux >= 5.1). On failure @p error says
  /// which call failed and why.
  static std::optional<AudioRegion> create_shared(uint64_t data_bytes,
                                                  std::string& error);
  /// Plain process memory, for in-process analysis; has no descriptor.
  static std::optional<AudioRegion> create_private(uint64_t data_bytes,
                                                   std::string& error);
  /// Read-only view of a region of @p region_bytes received from the element.
  static std::optional<AudioRegion> map_read_only(UniqueFd fd,
                                                  uint64_t region_bytes,
                                                  std::string& error);
  /// Read-only view of a region in this process. The region must outlive it.
  static std::optional<AudioRegion> view_in_process(uint64_t address,
                                                    uint64_t region_bytes,
                                                    std::string& error);

  AudioRegion(AudioRegion&& other) noexcept;
  AudioRegion& operator=(AudioRegion&& other) noexcept;
  ~AudioRegion();

  const RegionHeader& header() const;
  /// Only for a region this process created.
  RegionHeader& writable_header();
  /// The ring: mono samples, full scale = 1.
  std::span<const float> ring() const;
  std::span<float> writable_ring();
  uint64_t region_bytes() const { return bytes_; }
  uint64_t address() const { return reinterpret_cast<uint64_t>(memory_); }
  /// -1 for private memory.
  int fd() const { return fd_.get(); }

 private:
  AudioRegion(void* memory, uint64_t bytes, UniqueFd fd, bool owned);
  static std::optional<AudioRegion> initialise(void* memory, uint64_t bytes,
                                               UniqueFd fd);
  bool plausible() const;
  void unmap();

  void* memory_ = nullptr;
  uint64_t bytes_ = 0;
  UniqueFd fd_;
  bool owned_ = true;
};

}  // namespace mood::ipc
