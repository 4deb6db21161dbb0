/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/key.h"

#include <array>
#include <cmath>

namespace mood::features {
namespace {

constexpr size_t kClasses = 12;
using Profile = std::array<double, kClasses>;

constexpr Profile kMajor = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09,
                            2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile kMinor = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53,
                            2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

/// Profile and chroma each without their mean; 0 where one is constant.
double correlation(const Profile& profile, std::span<const double> chroma,
                   size_t tonic) {
  double mean_p = 0;
  double mean_c = 0;
  for (size_t i = 0; i < kClasses; ++i) {
    mean_p += profile[i] / kClasses;
    mean_c += chroma[i] / kClasses;
  }
  double pc = 0;
  double pp = 0;
  double cc = 0;
  for (size_t i = 0; i < kClasses; ++i) {
    const double p = profile[i] - mean_p;
    const double c = chroma[(i + tonic) % kClasses] - mean_c;
    pc += p * c;
    pp += p * p;
    cc += c * c;
  }
  return cc > 0 ? pc / std::sqrt(pp * cc) : 0;
}

Key best_of(const Profile& profile, Mode mode, std::span<const double> chroma) {
  Key best{0, mode, correlation(profile, chroma, 0)};
  for (size_t tonic = 1; tonic < kClasses; ++tonic) {
    const double value = correlation(profile, chroma, tonic);
    if (value > best.correlation) best = {tonic, mode, value};
  }
  return best;
}

}  // namespace

Key estimate_key(std::span<const double> chroma) {
  const Key major = best_of(kMajor, Mode::kMajor, chroma);
  const Key minor = best_of(kMinor, Mode::kMinor, chroma);
  return major.correlation > minor.correlation ? major : minor;
}

}  // namespace mood::features
