/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>

#include "protocol.h"

namespace mood {

/// A window and what was found in it.
struct AnalysedWindow {
  AnalysedWindow();
  AnalysedWindow(const ipc::ResultOrigin& origin, uint64_t start, uint64_t end);

  /// Which window it is, and, if it is valid, its features.
  ipc::FeaturesPacket packet;
  bool valid = false;
};

/// Finds the features of a window. For one thread at a time, except holds().
class WindowAnalysis {
 public:
  virtual ~WindowAnalysis() = default;
  /// Whether the audio from frame @p start on is still there. Any thread.
  virtual bool holds(uint64_t start) const = 0;
  /// Fills in the rest of @p window, whose packet tells start and end. It is
  /// not valid if the audio was overwritten meanwhile. Performs no allocation.
  virtual void analyse(AnalysedWindow& window) = 0;
};

}  // namespace mood
