/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>
#include <vector>

#include "features/constantqbank.h"
#include "features/framing.h"
#include "features/octavecascade.h"
#include "simd/isa.h"

namespace mood::features {

/// Spectrum of every hop of every octave upon the bins that the constant-Q
/// filters use. A frame of octave k is 1024 samples, or 2^(k+1) hops, and its
/// spectrum the sum of its hops' spectra. So each sample is transformed once,
/// not once for every frame it lies in, and spectra of hops without changed
/// samples are kept from call to call.
///
/// So that hops add up without being turned, phases are those of the moment
/// half a sample before the signal's origin, which stays where it is as the
/// window moves on.
class HopSpectra {
 public:
  static constexpr size_t kBins = ConstantQBank::kBins;
  static constexpr size_t kOctaves = OctaveCascade::kOctaves;
  /// Hops that share each look at the transform's table.
  static constexpr size_t kTogether = 3;
  /// Floats of a hop: real parts, then imaginary parts.
  static constexpr size_t kRow = 2 * kBins;

  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit HopSpectra(const Parameters& parameters);

  /// What was hop t + @p hops becomes hop t.
  void shift(size_t hops);
  /// Transforms the hops with changed samples; the last may be incomplete.
  void process(const OctaveCascade& cascade);

  /// Hops with any sample; the same number in every octave.
  size_t hops() const { return hops_; }
  /// kRow floats of hop @p hop of @p octave.
  const float* row(size_t octave, size_t hop) const {
    return rows_[octave].row(hop).data();
  }
  /// cos and sin, kBins each, of the phases from the origin to
  /// ConstantQBank::kCentre of the block which starts with @p hop (negative
  /// before the window) of @p octave.
  const float* phases_at_centre(size_t octave, ptrdiff_t hop) const;

 private:
  static constexpr size_t kTransform = ConstantQBank::kTransform;
  static constexpr size_t kBatch = 3 * kTogether;  ///< hops per transform_
  static constexpr size_t kHalf = kHop / 2;
  /// Samples between the moments of the two tables of phases.
  static constexpr size_t kHopStep = 4;
  static constexpr size_t kCentreStep = 8;

  using Fold = void (*)(const float*, size_t, float*, float*);
  using Transform = void (*)(const float*, size_t, size_t, const float*,
                             const float* const*, float* const*);

  void process(std::span<const float> signal, size_t octave, Range hops);
  void transform(std::span<const float> signal, size_t octave, size_t first,
                 size_t count);

  size_t hops_ = 0;
  size_t origin_ = 0;  ///< hops from the phases' origin to hop 0, mod 1024
  std::vector<FrameMatrix<float>> rows_;  ///< by octave
  std::vector<float> table_;              ///< see hopspectra.cpp
  std::vector<float> hop_phases_;
  std::vector<float> centre_phases_;
  std::vector<float> incomplete_;
  std::vector<float> folded_;
  Fold fold_;
  Transform transform_;
};

}  // namespace mood::features
