/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simd/isa.h"

/// Function multiversioning by hand, so that a test can force every version
/// (the compiler's own resolvers choose once per process). Write a hot loop
/// as a MOOD_INLINE function over raw pointers and GNU vectors of a fixed
/// width, then:
///
///   MOOD_DISPATCH(void, scale, (const float* in, float* out, size_t n),
///                 (in, out, n), scale_body)
///
/// defines scale_for(isa), which returns the version for that instruction
/// set. The order of operations is the same in each (contraction to FMA is
/// switched off for the whole helper), so results are equal to the bit.
#define MOOD_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define MOOD_DISPATCH(Result, name, parameters, arguments, body)         \
  static Result name##_baseline parameters { return body arguments; }    \
  __attribute__((                                                        \
      target("avx2,fma,bmi,bmi2"))) static Result name##_v3 parameters { \
    return body arguments;                                               \
  }                                                                      \
  static auto name##_for(Isa isa) {                                      \
    return isa == Isa::kX86_64_v3 ? &name##_v3 : &name##_baseline;       \
  }
#else
#define MOOD_DISPATCH(Result, name, parameters, arguments, body)      \
  static Result name##_baseline parameters { return body arguments; } \
  static auto name##_for(Isa) { return &name##_baseline; }
#endif

/// The same for a body that is a template over the vector as wide as the
/// registers: GCC 12 splits a wider one into scalars where it is compared.
#if defined(__x86_64__)
#define MOOD_DISPATCH_WIDE(Result, name, parameters, arguments, body)    \
  static Result name##_baseline parameters {                             \
    return body<Register4> arguments;                                    \
  }                                                                      \
  __attribute__((                                                        \
      target("avx2,fma,bmi,bmi2"))) static Result name##_v3 parameters { \
    return body<Register8> arguments;                                    \
  }                                                                      \
  static auto name##_for(Isa isa) {                                      \
    return isa == Isa::kX86_64_v3 ? &name##_v3 : &name##_baseline;       \
  }
#else
#define MOOD_DISPATCH_WIDE(Result, name, parameters, arguments, body) \
  static Result name##_baseline parameters {                          \
    return body<Register4> arguments;                                 \
  }                                                                   \
  static auto name##_for(Isa) { return &name##_baseline; }
#endif

namespace mood {

/// Floats as wide as the registers, with the alignment of these: they go
/// through load() and store().
typedef float Register4 __attribute__((vector_size(16)));
typedef float Register8 __attribute__((vector_size(32)));

template <typename V>
MOOD_INLINE V load(const float* from) {
  V value;
  __builtin_memcpy(&value, from, sizeof(V));
  return value;
}
template <typename V>
MOOD_INLINE void store(float* to, V value) {
  __builtin_memcpy(to, &value, sizeof(V));
}

/// Eight floats, four doubles; the compiler splits them where registers are
/// narrower. Memory operands need no alignment.
typedef float Float4 __attribute__((vector_size(16), aligned(4)));
typedef float Float8 __attribute__((vector_size(32), aligned(4)));
typedef double Double4 __attribute__((vector_size(32), aligned(8)));

}  // namespace mood
