/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace mood {

/// Instruction sets the hot loops are compiled for. The build's baseline is
/// plain x86-64 (SSE2) or aarch64 (NEON); anything newer is chosen when the
/// program runs.
enum class Isa {
  kBaseline,
  kX86_64_v3,  ///< AVX2, FMA, BMI2
};

/// Those that this machine runs, baseline first.
std::span<const Isa> available_isas();
/// The fastest of them, unless the environment variable GST_MOOD_ISA
/// ("baseline", "x86-64-v3") names another one that is available.
Isa preferred_isa();
std::string_view to_string(Isa isa);

}  // namespace mood
