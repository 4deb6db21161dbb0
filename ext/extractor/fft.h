/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <fftw3.h>

#include <complex>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>

namespace mood {

/// Serialises FFTW's planner within this process: only executing a plan is
/// thread safe. aubio plans too (with a lock of its own), so its objects are
/// created and destroyed under this lock as well.
class FftPlannerLock {
 public:
  FftPlannerLock();

 private:
  std::lock_guard<std::mutex> guard_;
};

/// Forward transform of a real block, single precision.
class RealFft {
 public:
  /// @p size in frames, even.
  explicit RealFft(size_t size);

  /// The block to transform; write here before execute().
  std::span<float> input() { return {input_.get(), size_}; }
  /// Transforms input(); the size/2 + 1 bins are valid until the next call.
  std::span<const std::complex<float>> execute();

 private:
  struct Free {
    void operator()(void* memory) const { fftwf_free(memory); }
  };
  struct DestroyPlan {
    void operator()(fftwf_plan plan) const {
      FftPlannerLock lock;
      fftwf_destroy_plan(plan);
    }
  };

  size_t size_;
  std::unique_ptr<float, Free> input_;
  std::unique_ptr<std::complex<float>, Free> output_;
  std::unique_ptr<fftwf_plan_s, DestroyPlan> plan_;
};

}  // namespace mood
