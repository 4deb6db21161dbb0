/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>
#include <vector>

#include "features/constantqbank.h"
#include "features/framing.h"
#include "features/hopspectra.h"
#include "features/octavecascade.h"
#include "simd/isa.h"

namespace mood::features {

/// Magnitude of librosa.cqt (librosa 0.11) as chroma_cqt calls it: 7 octaves
/// from C1, 36 bins each, hop 512, Hann window, zero padding, scale=True.
/// Octave k of this class counts from the top: 0 is C7 to B7, 6 is C1 to B1.
class ConstantQ {
 public:
  static constexpr size_t kOctaves = OctaveCascade::kOctaves;
  static constexpr size_t kBinsPerOctave = ConstantQBank::kFilters;
  /// Frames handed over together.
  static constexpr size_t kLanes = 8;
  /// kBinsPerOctave x kLanes.
  using Magnitudes = std::array<float, kBinsPerOctave * kLanes>;

  /// Takes the magnitudes, as the whole transform would be large.
  class Sink {
   public:
    virtual ~Sink() = default;
    /// @p first_frame is a multiple of kLanes; @p count, 1..kLanes, is below
    /// kLanes for the last frames alone.
    virtual void take(size_t octave, size_t first_frame, size_t count,
                      const Magnitudes& magnitudes) = 0;
  };

  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit ConstantQ(const Parameters& parameters);

  /// The window moves on by @p frames hops.
  void shift(size_t frames);
  /// Hands each octave of each frame of @p signal to @p sink.
  /// @param changed samples that differ from the last call's signal.
  /// @param tuning_bins in 36ths of an octave, -0.5 .. 0.5.
  void process(std::span<const float> signal, const Stale& changed,
               double tuning_bins, Sink& sink);

 private:
  static constexpr size_t kBins = HopSpectra::kBins;
  static constexpr size_t kRow = HopSpectra::kRow;

  using Add = void (*)(const float*, const float*, float*);
  using Turn = void (*)(const float*, const float* const*, float*);
  using Weigh = void (*)(const ConstantQBank::Filter*,
                         const ConstantQBank::Weight*, const float*, float,
                         float*);

  void process_octave(size_t octave, size_t frames, Sink& sink);
  void accumulate_ends(size_t octave, ptrdiff_t first, size_t hops);
  const float* hop_row(size_t octave, ptrdiff_t hop) const;
  void flush(size_t octave, size_t first_frame, size_t count, Sink& sink);

  OctaveCascade cascade_;
  HopSpectra spectra_;
  ConstantQBank bank_;
  std::vector<float> silence_;  ///< one row of zeros
  std::vector<float> ends_;     ///< row i: sum of a group's hops from i on
  std::vector<float> starts_;   ///< sum of the following group's first hops
  std::vector<float> sums_;     ///< kLanes rows, frame by frame
  std::vector<float> tile_;     ///< re and im, kBins x kLanes each
  Magnitudes magnitudes_{};
  Add add_;
  Turn turn_;
  Weigh weigh_;
};

}  // namespace mood::features
