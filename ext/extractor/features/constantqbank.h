/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace mood::features {

/// The filters of one octave of the constant-Q transform of
/// librosa.feature.chroma_cqt (librosa 0.11): 36 per octave, C7 to B7 at
/// 22 050 Hz, made as __vqt_filter_fft(window="hann", filter_scale=1, norm=1,
/// sparsity=0.01) makes them. Each octave halves both its frequencies and its
/// rate, so these serve all of them.
///
/// A filter is a list of weights upon the bins of a 1024-point transform.
/// librosa's weights are complex, with the phase of a delay common to all;
/// without it they are real.
class ConstantQBank {
 public:
  static constexpr size_t kFilters = 36;
  static constexpr size_t kTransform = 1024;
  /// The bins that any filter has weights on lie within these, whatever the
  /// tuning; a multiple of eight.
  static constexpr size_t kFirstBin = 88;
  static constexpr size_t kBins = 120;
  /// Time in the transformed block, in samples, about which the spectrum's
  /// phases are to be taken for the weights to be real.
  static constexpr double kCentre = 512.5;

  struct Weight {
    uint32_t bin;  ///< kFirstBin + bin of the transform
    float value;
  };
  struct Filter {
    uint32_t begin = 0;  ///< of its weights
    uint32_t end = 0;
    float gain = 0;  ///< 1 / sqrt(length in samples)
  };

  ConstantQBank();

  /// Makes the filters for a tuning of @p bins 36ths of an octave, limited to
  /// -0.5 .. 0.5; does nothing where they are made already.
  void tune(double bins);

  const std::array<Filter, kFilters>& filters() const { return filters_; }
  /// Of all filters, one after another.
  std::span<const Weight> weights() const { return weights_; }

 private:
  static constexpr size_t kSpectrum = kTransform / 2 + 1;

  double make_spectrum(double frequency, double length);
  void keep_largest(double frequency, double total);

  double tuning_ = 0;
  std::vector<double> circle_;    ///< sines of 2048ths of a turn
  std::vector<double> spectrum_;  ///< of the filter being made
  std::array<Filter, kFilters> filters_{};
  std::vector<Weight> weights_;
};

}  // namespace mood::features
