/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/tonepeaks.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr size_t kAround = 12;       // bins on each side
constexpr float kInaudible = 1e-9f;  // magnitude, -180 dB
constexpr float kWeakest = 0.003f;   // of the strongest bin, -50 dB
constexpr float kFloors = 2;         // above which a peak begins to count
constexpr float kCompression = 100;

}  // namespace

TonePeaks::TonePeaks(const Spectrum& spectrum)
    : bin_hz_(spectrum.bin_hz()),
      lowest_(std::max(spectrum.bin_of(45), kAround)),
      end_(spectrum.bin_of(1400)),
      sums_(end_ + kAround + 2) {
  peaks_.reserve(end_ - lowest_);
}

std::span<const TonePeak> TonePeaks::process(std::span<const float> magnitude) {
  peaks_.clear();
  const float strongest =
      *std::max_element(magnitude.begin() + lowest_, magnitude.begin() + end_);
  if (!(strongest > kInaudible)) return peaks_;
  sum_up(magnitude);
  const float* m = magnitude.data();
  for (size_t k = lowest_; k < end_; ++k) {
    const bool is_peak = m[k] > m[k - 1] && m[k] >= m[k + 1] &&
                         m[k] > m[k - 2] && m[k] > m[k + 2];
    if (!is_peak || m[k] < kWeakest * strongest) continue;
    const double sum = sums_[k + kAround + 1] - sums_[k - kAround];
    const float floor = float(sum / (2 * kAround + 1));
    const float above = m[k] - kFloors * floor;
    if (above <= 0) continue;
    peaks_.push_back(
        {note_of(magnitude, k), std::log1p(kCompression * above / strongest)});
  }
  return peaks_;
}

void TonePeaks::sum_up(std::span<const float> magnitude) {
  double sum = 0;
  for (size_t k = 0; k + 1 < sums_.size(); ++k) {
    sum += double(magnitude[k]);
    sums_[k + 1] = sum;
  }
}

float TonePeaks::note_of(std::span<const float> magnitude, size_t bin) const {
  const float left = std::log(magnitude[bin - 1] + kInaudible);
  const float middle = std::log(magnitude[bin] + kInaudible);
  const float right = std::log(magnitude[bin + 1] + kInaudible);
  const float bend = left - 2 * middle + right;
  const float shift =
      bend < 0 ? std::clamp(0.5f * (left - right) / bend, -0.5f, 0.5f) : 0;
  const float hz = (float(bin) + shift) * float(bin_hz_);
  return 69 + 12 * std::log2(hz / 440);
}

}  // namespace mood
