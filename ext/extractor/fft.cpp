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

template <typename Real>
RealTransform<Real>::RealTransform(size_t size, Direction direction)
    : size_(size),
      real_(Fftw<Real>::allocate(size)),
      bins_(Fftw<Real>::allocate(size + 2)) {
  {
    FftPlannerLock lock;
    const int n = static_cast<int>(size);
    plan_.reset(direction == Direction::kForward
                    ? Fftw<Real>::forward(n, real_.get(), bins().data())
                    : Fftw<Real>::inverse(n, bins().data(), real_.get()));
  }
  std::fill_n(real_.get(), size, Real(0));
  std::fill_n(bins_.get(), size + 2, Real(0));
}

template class RealTransform<float>;
template class RealTransform<double>;

}  // namespace mood
