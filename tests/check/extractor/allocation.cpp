/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

#include "basicanalysis.h"
#include "tune.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MOOD_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define MOOD_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(MOOD_SANITIZED)
#define MOOD_COUNTS 1

static std::atomic<long> calls;

extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* memory, size_t size);
void* __libc_memalign(size_t alignment, size_t size);

void* malloc(size_t size) {
  ++calls;
  return __libc_malloc(size);
}
void* calloc(size_t count, size_t size) {
  ++calls;
  return __libc_calloc(count, size);
}
void* realloc(void* memory, size_t size) {
  ++calls;
  return __libc_realloc(memory, size);
}
int posix_memalign(void** memory, size_t alignment, size_t size) {
  ++calls;
  *memory = __libc_memalign(alignment, size);
  return *memory ? 0 : 12;  // ENOMEM
}
void* aligned_alloc(size_t alignment, size_t size) {
  ++calls;
  return __libc_memalign(alignment, size);
}
void* memalign(size_t alignment, size_t size) {
  ++calls;
  return __libc_memalign(alignment, size);
}
}
#endif

namespace mood {
namespace {

TEST(BasicAnalysis, DoesNotAllocateAfterConstruction) {
#ifdef MOOD_COUNTS
  const auto samples = test::synthesise_tune(BasicAnalysis::kSampleRate, 1);
  BasicAnalysis analysis({});
  const long before_control = calls;
  // Called by its name, the compiler may not drop it.
  void* volatile control = std::malloc(1);
  std::free(control);
  ASSERT_EQ(calls, before_control + 1) << "the counter does not count";
  const long before = calls;
  for (size_t i = 0; i + 441 <= samples.size(); i += 441) {
    analysis.process(std::span(samples).subspan(i, 441));
    const MoodFrame frame = analysis.frame();
    ASSERT_NE(frame.metrics.valence, -1);
    if (i % 4410 == 0) analysis.clear_beats();
  }
  EXPECT_EQ(calls, before);
#else
  GTEST_SKIP() << "allocations cannot be counted here";
#endif
}

}  // namespace
}  // namespace mood
