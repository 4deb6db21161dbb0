/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In steady state a live buffer costs the streaming thread no allocation and
 * no wait. Interposes malloc, so it is a program of its own. */
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "analyzerharness.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAVE_SANITIZER 1
#endif

namespace {
thread_local bool counting = false;
std::atomic<int> allocations{0};

}  // namespace

#ifndef HAVE_SANITIZER
static void count() {
  if (counting) ++allocations;
}

extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* old, size_t size);
void* __libc_memalign(size_t alignment, size_t size);

void* malloc(size_t size) {
  count();
  return __libc_malloc(size);
}
void* calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}
void* realloc(void* old, size_t size) {
  count();
  return __libc_realloc(old, size);
}
void* memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}
}
#endif

namespace mood::test {
namespace {

constexpr int kRate_hz = 48000;
constexpr int kFrames = 1024;

GstFlowReturn discard(GstPad*, GstObject*, GstBuffer* buffer) {
  gst_buffer_unref(buffer);
  return GST_FLOW_OK;
}

/// A live moodanalyzer whose output is thrown away without allocating.
class SteadyState : public testing::Test {
 protected:
  void SetUp() override {
#ifdef HAVE_SANITIZER
    GTEST_SKIP() << "sanitizers bring an allocator of their own";
#endif
    harness_ = std::make_unique<AnalyzerHarness>(
        Properties{{"isolation", "process"}, {"post-messages", "false"}}, true);
    harness_->set_format(kRate_hz, 2);
    gst_pad_set_chain_function(harness_->harness()->sinkpad, discard);
    gst_pad_set_event_function(
        harness_->harness()->sinkpad,
        [](GstPad*, GstObject*, GstEvent* event) -> gboolean {
          gst_event_unref(event);
          return TRUE;
        });
    const auto music = some_music(kRate_hz, 2, 2);
    for (size_t i = 0; i < 64; ++i) {
      buffers_.push_back(gst_buffer_new_memdup(&music[i * kFrames * 2],
                                               kFrames * 2 * sizeof(float)));
    }
    ASSERT_TRUE(
        harness_->log().wait_for("mood-extractor", "status", "started"));
  }

  void TearDown() override {
    for (GstBuffer* buffer : buffers_) gst_buffer_unref(buffer);
  }

  void push() {
    GstBuffer* buffer = buffers_[pushed_ % buffers_.size()];
    GST_BUFFER_PTS(buffer) =
        gst_util_uint64_scale_round(pushed_ * kFrames, GST_SECOND, kRate_hz);
    ++pushed_;
    gst_pad_push(harness_->harness()->srcpad, gst_buffer_ref(buffer));
  }

  std::unique_ptr<AnalyzerHarness> harness_;
  std::vector<GstBuffer*> buffers_;
  guint64 pushed_ = 0;
};

TEST_F(SteadyState, ABufferCostsNoAllocation) {
  for (int i = 0; i < 200; ++i) push();
  allocations = 0;
  counting = true;
  for (int i = 0; i < 5000; ++i) push();
  counting = false;
  EXPECT_EQ(allocations, 0);
  g_free(g_malloc(16));
  counting = true;
  // Not g_malloc(): proof that the counter counts at all.
  free(malloc(16));
  counting = false;
  EXPECT_GE(allocations, 1);
}

TEST_F(SteadyState, ABufferNeverWaitsEvenForAStoppedHelper) {
  for (int i = 0; i < 200; ++i) push();
  kill(harness_->helper_pid(), SIGSTOP);
  rusage before, after;
  getrusage(RUSAGE_THREAD, &before);
  // 7 minutes of audio: the ring goes round 80 times.
  for (int i = 0; i < 20000; ++i) push();
  getrusage(RUSAGE_THREAD, &after);
  EXPECT_LE(after.ru_nvcsw - before.ru_nvcsw, 2)
      << "a voluntary context switch is a wait";
}

}  // namespace
}  // namespace mood::test
