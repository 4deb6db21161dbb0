/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "allocationcounter.h"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MOOD_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define MOOD_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(MOOD_SANITIZED)

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
  return *memory ? 0 : ENOMEM;
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

std::optional<long> mood::test::allocations() { return calls; }

#else

std::optional<long> mood::test::allocations() { return std::nullopt; }

#endif
