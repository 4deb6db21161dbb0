/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>

#include "ringreader.h"

namespace mood {

/// Turns frames of any layout into mono floats, full scale = 1: the mean of
/// the channels, as librosa.to_mono does. Non-finite samples count as 0;
/// finite ones are limited to +-10, far above any real signal, so that no
/// later square can overflow. Performs no allocation.
class SampleConverter {
 public:
  explicit SampleConverter(const ipc::SampleLayout& layout);

  /// Converts run.frames frames into @p mono, which has as many elements.
  /// @return how many samples were NaN or infinite.
  uint64_t convert(const ipc::RingRun& run, const ipc::RingGeometry& geometry,
                   std::span<float> mono) const {
    return convert_(*this, run, geometry, mono);
  }

  const ipc::SampleLayout& layout() const { return layout_; }

 private:
  using Convert = uint64_t (*)(const SampleConverter&, const ipc::RingRun&,
                               const ipc::RingGeometry&, std::span<float>);
  template <typename Load>
  static uint64_t convert_with(const SampleConverter& self,
                               const ipc::RingRun& run,
                               const ipc::RingGeometry& geometry,
                               std::span<float> mono);
  static Convert choose(const ipc::SampleLayout& layout);

  ipc::SampleLayout layout_;
  Convert convert_;
};

}  // namespace mood
