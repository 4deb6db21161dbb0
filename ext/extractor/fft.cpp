/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fft.h"

#include <algorithm>

namespace mood {

namespace {

std::mutex& planner_mutex() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

FftPlannerLock::FftPlannerLock() : guard_(planner_mutex()) {}

RealFft::RealFft(size_t size)
    : size_(size),
      input_(fftwf_alloc_real(size)),
      output_(reinterpret_cast<std::complex<float>*>(
          fftwf_alloc_complex(size / 2 + 1))) {
  FftPlannerLock lock;
  // ESTIMATE: measuring costs a second at start and gains a tenth per block.
  plan_.reset(fftwf_plan_dft_r2c_1d(
      static_cast<int>(size), input_.get(),
      reinterpret_cast<fftwf_complex*>(output_.get()), FFTW_ESTIMATE));
  std::fill_n(input_.get(), size, 0.0f);
}

std::span<const std::complex<float>> RealFft::execute() {
  fftwf_execute(plan_.get());
  return {output_.get(), size_ / 2 + 1};
}

}  // namespace mood
