/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simd/isa.h"

#include <array>
#include <cstdlib>

namespace mood {
namespace {

constexpr std::array kIsas = {Isa::kBaseline, Isa::kX86_64_v3};

size_t count_available() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
    return 2;
#endif
  return 1;
}

}  // namespace

std::span<const Isa> available_isas() {
  static const size_t count = count_available();
  return {kIsas.data(), count};
}

std::string_view to_string(Isa isa) {
  return isa == Isa::kX86_64_v3 ? "x86-64-v3" : "baseline";
}

Isa preferred_isa() {
  const auto isas = available_isas();
  if (const char* wanted = std::getenv("GST_MOOD_ISA"))
    for (const Isa isa : isas)
      if (to_string(isa) == wanted) return isa;
  return isas.back();
}

}  // namespace mood
