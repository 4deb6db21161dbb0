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

/// FFTW3 in one precision.
template <typename Real>
struct Fftw;

template <>
struct Fftw<float> {
  using Plan = fftwf_plan;
  static float* allocate(size_t n) { return fftwf_alloc_real(n); }
  static void free(void* memory) { fftwf_free(memory); }
  static Plan forward(int n, float* in, std::complex<float>* out) {
    return fftwf_plan_dft_r2c_1d(n, in, reinterpret_cast<fftwf_complex*>(out),
                                 FFTW_ESTIMATE);
  }
  static Plan inverse(int n, std::complex<float>* in, float* out) {
    return fftwf_plan_dft_c2r_1d(n, reinterpret_cast<fftwf_complex*>(in), out,
                                 FFTW_ESTIMATE);
  }
  static void execute(Plan plan) { fftwf_execute(plan); }
  static void destroy(Plan plan) { fftwf_destroy_plan(plan); }
};

template <>
struct Fftw<double> {
  using Plan = fftw_plan;
  static double* allocate(size_t n) { return fftw_alloc_real(n); }
  static void free(void* memory) { fftw_free(memory); }
  static Plan forward(int n, double* in, std::complex<double>* out) {
    return fftw_plan_dft_r2c_1d(n, in, reinterpret_cast<fftw_complex*>(out),
                                FFTW_ESTIMATE);
  }
  static Plan inverse(int n, std::complex<double>* in, double* out) {
    return fftw_plan_dft_c2r_1d(n, reinterpret_cast<fftw_complex*>(in), out,
                                FFTW_ESTIMATE);
  }
  static void execute(Plan plan) { fftw_execute(plan); }
  static void destroy(Plan plan) { fftw_destroy_plan(plan); }
};

/// One transform of @p size real values to or from size / 2 + 1 complex ones,
/// with the buffers it works on. Plans are estimated: measuring costs a second
/// at start and gains a tenth per block.
template <typename Real>
class RealTransform {
 public:
  enum class Direction { kForward, kInverse };

  /// @p size even.
  RealTransform(size_t size, Direction direction);

  std::span<Real> real() { return {real_.get(), size_}; }
  std::span<std::complex<Real>> bins() {
    return {reinterpret_cast<std::complex<Real>*>(bins_.get()), size_ / 2 + 1};
  }
  /// From real() to bins(), or from bins() (which it spoils) to real(), which
  /// is size times too large then.
  void execute() { Fftw<Real>::execute(plan_.get()); }

 private:
  struct Free {
    void operator()(Real* memory) const { Fftw<Real>::free(memory); }
  };
  struct DestroyPlan {
    void operator()(typename Fftw<Real>::Plan plan) const {
      FftPlannerLock lock;
      Fftw<Real>::destroy(plan);
    }
  };
  using PlanMemory = std::remove_pointer_t<typename Fftw<Real>::Plan>;

  size_t size_;
  std::unique_ptr<Real, Free> real_;
  std::unique_ptr<Real, Free> bins_;
  std::unique_ptr<PlanMemory, DestroyPlan> plan_;
};

/// Forward transform of a real block.
template <typename Real>
class BasicRealFft {
 public:
  /// @p size in frames, even.
  explicit BasicRealFft(size_t size)
      : transform_(size, RealTransform<Real>::Direction::kForward) {}

  /// The block to transform; write here before execute(). Zeros at first.
  std::span<Real> input() { return transform_.real(); }
  /// Transforms input(); the size/2 + 1 bins are valid until the next call.
  std::span<const std::complex<Real>> execute() {
    transform_.execute();
    return transform_.bins();
  }

 private:
  RealTransform<Real> transform_;
};

using RealFft = BasicRealFft<float>;

}  // namespace mood
