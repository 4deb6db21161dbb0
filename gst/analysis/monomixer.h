/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "samplelayout.h"

namespace mood {

/// Turns frames of any layout into mono floats, full scale = 1: the mean of
/// the channels, as librosa.to_mono does. Non-finite samples count as 0; the
/// mean is limited to +-10, far above any real signal, so that no later
/// square can overflow. Performs no allocation, locking or blocking.
class MonoMixer {
 public:
  explicit MonoMixer(const SampleLayout& layout);

  /// Mixes mono.size() frames from frame @p first of @p planes on (one
  /// pointer per channel for planar layouts, else one pointer).
  /// @return how many samples were NaN or infinite.
  uint64_t mix(std::span<const std::byte* const> planes, uint64_t first,
               std::span<float> mono) const;

 private:
  /// Where each channel's sample of frame 0 is, and how far frames are apart.
  struct Frames;
  using Mix = uint64_t (*)(const SampleLayout&, const Frames&,
                           std::span<float>);
  template <typename Load>
  static uint64_t mix_any(const SampleLayout& layout, const Frames& frames,
                          std::span<float> mono);
  template <typename Sample, typename Load>
  static uint64_t mix_fast(const SampleLayout& layout, const Frames& frames,
                           std::span<float> mono);
  static Mix choose(const SampleLayout& layout);

  SampleLayout layout_;
  Mix mix_;
};

}  // namespace mood
