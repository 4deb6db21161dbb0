/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "simd/decibel.h"
#include "simd/isa.h"

namespace mood {
namespace {

/// Sets GST_MOOD_ISA for a scope.
class WantedIsa {
 public:
  explicit WantedIsa(const char* name) { setenv("GST_MOOD_ISA", name, 1); }
  ~WantedIsa() { unsetenv("GST_MOOD_ISA"); }
};

TEST(Isa, BaselineIsAlwaysThereAndTheBestIsPreferred) {
  ASSERT_FALSE(available_isas().empty());
  EXPECT_EQ(available_isas().front(), Isa::kBaseline);
  EXPECT_EQ(preferred_isa(), available_isas().back());
}

TEST(Isa, EnvironmentChoosesAmongTheAvailable) {
  for (const Isa isa : available_isas()) {
    const WantedIsa wanted(std::string(to_string(isa)).c_str());
    EXPECT_EQ(preferred_isa(), isa);
  }
  const WantedIsa unknown("z80");
  EXPECT_EQ(preferred_isa(), available_isas().back());
}

MOOD_INLINE void decibels_body(const float* in, float* out, size_t count) {
  for (size_t i = 0; i < count; i += 8)
    *reinterpret_cast<Float8*>(out + i) =
        decibels(*reinterpret_cast<const Float8*>(in + i));
}
MOOD_DISPATCH(void, to_decibels, (const float* in, float* out, size_t count),
              (in, out, count), decibels_body)

TEST(Decibels, AreWithinAFewUlpsOnEveryPath) {
  std::vector<float> powers;
  for (double exponent = -37; exponent < 38; exponent += 0.00137)
    powers.push_back(float(std::pow(10, exponent)));
  for (const float edge : {0.70710677f, 0.70710683f, 1.0f, 1.4142135f, 2.0f})
    powers.push_back(edge);
  powers.resize(powers.size() / 8 * 8);
  std::vector<float> levels(powers.size());
  for (const Isa isa : available_isas()) {
    to_decibels_for(isa)(powers.data(), levels.data(), powers.size());
    for (size_t i = 0; i < powers.size(); ++i) {
      const double exact = 10 * std::log10(double(powers[i]));
      ASSERT_NEAR(levels[i], exact, 2e-6 + 2e-7 * std::fabs(exact))
          << powers[i] << " " << to_string(isa);
    }
  }
}

}  // namespace
}  // namespace mood
