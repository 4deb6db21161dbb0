/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "rhythm/tempogram.h"
#include "rhythm/tempogrid.h"
#include "rhythm/tempoonsets.h"

namespace mood {

/// From hops to what the tempo is judged by. Training and running both listen
/// through it. process() performs no allocation, locking or I/O.
class TempoListener {
 public:
  static constexpr size_t kUpdateHops = 22;  ///< 0.5 s
  static constexpr double kUpdateSeconds =
      kUpdateHops * DescriptorBank::kHopSeconds;
  static constexpr double kMemorySeconds = 10;

  TempoListener();

  /// One hop's spectrum. Returns true if there is something new to judge: twice
  /// a second, from 3 s on.
  bool process(std::span<const float> magnitude);

  /// Valid after process() returned true. TempoGrid::kTempi rows of
  /// TempoGrid::kValues, -1..1.
  std::span<const float> grid() const { return grid_values_; }
  const Tempogram& tempogram() const { return tempogram_; }

  /// A cut in the sound: filters are emptied, what was heard stays.
  void cut();
  /// Forgets everything.
  void reset();

 private:
  static constexpr size_t kLeastHops = 6 * kUpdateHops;  // 3 s

  Spectrum spectrum_;  ///< layout of DescriptorBank's; not run
  TempoOnsets onsets_;
  Tempogram tempogram_;
  TempoGrid grid_;
  std::vector<float> grid_values_;
  size_t hops_ = 0;
};

}  // namespace mood
