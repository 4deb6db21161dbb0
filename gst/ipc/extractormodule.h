/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>

/// The C interface of the loadable extractor, used by isolation `thread` and
/// `none`. A module is loaded on demand, so that a process which keeps the
/// analysis outside never maps FFTW, aubio or soxr.
extern "C" {

struct MoodExtractorModule {
  uint32_t protocol_version;
  /// Serves the peer of @p socket_fd, which it takes over, until that closes.
  /// Blocks; 0 on a clean end.
  int (*run)(int socket_fd);

  /// A session driven by calls in place of a socket: packets to the element
  /// go through @p deliver, in the caller's thread. nullptr on failure.
  void* (*open)(void (*deliver)(void* user, const void* packet, size_t size),
                void* user);
  /// Hands over one packet of the element; false = protocol violation.
  bool (*handle)(void* session, const void* packet, size_t size);
  /// Analyses all complete audio in the region.
  bool (*service)(void* session);
  void (*close)(void* session);
};

using MoodExtractorModuleEntry = const MoodExtractorModule* (*)();
}

inline constexpr char kMoodExtractorModuleSymbol[] = "mood_extractor_module";
