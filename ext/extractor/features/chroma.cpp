/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/chroma.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/statistics.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kClasses = Chroma::kClasses;
constexpr size_t kPaddedBins = (kBins + 7) / 8 * 8;
constexpr double kCentreOctave = 5;
constexpr double kOctaveWidth = 2;
/// Bells are cut where they have fallen to 1e-11, far below float's grain.
constexpr double kNegligible = 7;

/// Weighs the power spectrum with four pitch classes at a time.
MOOD_INLINE void fold_body(const float* magnitude, const float* bank,
                           float* power, float* out) {
  for (size_t i = 0; i < kBins; ++i) power[i] = magnitude[i] * magnitude[i];
  for (size_t c = 0; c < kClasses; c += 4) {
    Float8 sum[4] = {};
    for (size_t i = 0; i < kPaddedBins; i += 8) {
      const Float8 p = *reinterpret_cast<const Float8*>(power + i);
      for (size_t k = 0; k < 4; ++k)
        sum[k] += p * *reinterpret_cast<const Float8*>(
                          bank + (c + k) * kPaddedBins + i);
    }
    for (size_t k = 0; k < 4; ++k) {
      float total = 0;
      for (size_t lane = 0; lane < 8; ++lane) total += sum[k][lane];
      out[c + k] = total;
    }
  }
}
MOOD_DISPATCH(void, fold,
              (const float* magnitude, const float* bank, float* power,
               float* out),
              (magnitude, bank, power, out), fold_body)

}  // namespace

Chroma::Chroma(const Parameters& parameters)
    : tuning_(std::numeric_limits<double>::quiet_NaN()),
      bank_(kClasses * kPaddedBins),
      power_(kPaddedBins),
      rows_(parameters.maximum_frames, kClasses),
      fold_(fold_for(parameters.isa)) {}

void Chroma::process(const Spectrogram& spectrogram, double tuning,
                     const Stale& stale) {
  const size_t frames = spectrogram.frames();
  const bool same = tuning == tuning_;
  if (!same) build_bank(tuning);
  (same ? stale : Stale::all(frames)).for_each([&](size_t t) {
    const auto row = rows_.row(t);
    fold_(spectrogram.magnitude(t).data(), bank_.data(), power_.data(),
          row.data());
    normalise(row);
  });
  for (size_t c = 0; c < kClasses; ++c) {
    Spread spread;
    for (size_t t = 0; t < frames; ++t) spread.add(rows_.row(t)[c]);
    mean_[c] = spread.mean();
    deviation_[c] = spread.deviation();
  }
}

void Chroma::normalise(std::span<float> row) const {
  const float largest = *std::max_element(row.begin(), row.end());
  if (largest < std::numeric_limits<float>::min()) return;
  for (float& value : row) value /= largest;
}

/// librosa.filters.chroma: a Gaussian bell around every octave of a pitch
/// class, its width one semitone or one bin, columns of unit length, then
/// weighed by a bell over the octaves.
void Chroma::build_bank(double tuning) {
  tuning_ = tuning;
  const double reference_hz = 440.0 * std::exp2(tuning / kClasses) / 16;
  const auto semitone = [&](size_t bin) {
    const double hz = double(bin) * kRate_hz / double(kFftSize);
    return kClasses * std::log2(hz / reference_hz);
  };
  double next = semitone(1);
  double here = next - 1.5 * kClasses;  // bin 0 has no pitch of its own
  for (size_t bin = 0; bin < kBins; ++bin) {
    const double width = std::max(next - here, 1.0);
    std::array<double, kClasses> bells{};
    double squares = 0;
    for (size_t c = 0; c < kClasses; ++c) {
      const double distance =
          std::fmod(here - double(c) + 10.5 * kClasses, kClasses) - 6;
      const double z = 2 * distance / width;
      if (std::fabs(z) < kNegligible) bells[c] = std::exp(-0.5 * z * z);
      squares += bells[c] * bells[c];
    }
    const double octave = (here / kClasses - kCentreOctave) / kOctaveWidth;
    const double gain = std::exp(-0.5 * octave * octave) / std::sqrt(squares);
    // Classes count from A here and from C outside.
    for (size_t c = 0; c < kClasses; ++c)
      bank_[c * kPaddedBins + bin] = float(bells[(c + 3) % kClasses] * gain);
    here = next;
    if (bin + 2 <= kBins) next = semitone(bin + 2);
  }
}

}  // namespace mood::features
