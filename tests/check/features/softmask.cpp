/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/softmask.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <vector>

#include "signals.h"

namespace mood::features {
namespace {

constexpr float kTiny = std::numeric_limits<float>::min();

/// librosa's order of operations.
float expected_mask(float wanted, float other) {
  const float larger = std::max(wanted, other);
  if (larger < kTiny) return 0.5f;
  const float a = (wanted / larger) * (wanted / larger);
  const float b = (other / larger) * (other / larger);
  return a / (a + b);
}

/// The mask that every instruction set applies to all pairs.
void expect_masks(const std::vector<float>& wanted,
                  const std::vector<float>& other) {
  test::Noise noise(5);
  std::vector<std::complex<float>> spectrum(wanted.size());
  for (auto& value : spectrum) value = {noise.next(), noise.next()};
  for (const Isa isa : available_isas()) {
    std::vector<std::complex<double>> out(wanted.size());
    SoftMask(isa).apply(wanted.data(), other.data(), spectrum, out);
    for (size_t i = 0; i < out.size(); ++i)
      ASSERT_EQ(out[i], std::complex<double>(
                            spectrum[i] * expected_mask(wanted[i], other[i])))
          << to_string(isa) << " " << wanted[i] << " : " << other[i];
  }
}

TEST(SoftMask, IsLibrosasToTheBit) {
  test::Noise noise(1);
  for (size_t count = 1; count <= 40; ++count) {
    std::vector<float> wanted(count);
    std::vector<float> other(count);
    for (size_t i = 0; i < count; ++i) {
      wanted[i] = std::pow(10.0f, 6 * noise.next());
      other[i] = std::pow(10.0f, 6 * noise.next());
    }
    expect_masks(wanted, other);
  }
}

TEST(SoftMask, SharesWhatHasNoEnergy) {
  const float large = std::numeric_limits<float>::max();
  const std::vector<float> levels = {
      0, kTiny / 1024, kTiny / 2, kTiny, 2 * kTiny, 1e-20f, 1, 1e20f, large};
  std::vector<float> wanted;
  std::vector<float> other;
  for (const float a : levels)
    for (const float b : levels) {
      wanted.push_back(a);
      other.push_back(b);
    }
  expect_masks(wanted, other);
  EXPECT_EQ(expected_mask(kTiny / 1024, 0), 0.5f);
}

}  // namespace
}  // namespace mood::features
