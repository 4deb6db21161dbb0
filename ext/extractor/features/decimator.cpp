/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/decimator.h"

#include <soxr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kReach = Decimator::kReach;
/// h(-kReach) .. h(kReach), symmetric.
using Response = std::array<double, 2 * kReach + 1>;

struct DeleteSoxr {
  void operator()(soxr* resampler) const { soxr_delete(resampler); }
};

/// libsoxr's 2:1 HQ filter, computed in double precision: one impulse on an
/// even sample shows every other coefficient, one on an odd sample the rest.
Response soxr_response() {
  constexpr size_t kEven = 1024;
  constexpr size_t kOdd = 3073;
  Response response{};
  std::vector<double> impulses(4096);
  impulses[kEven] = impulses[kOdd] = 1;
  std::vector<double> output(impulses.size() / 2);
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT64_I, SOXR_FLOAT64_I);
  const soxr_quality_spec_t quality =
      soxr_quality_spec(SOXR_HQ, SOXR_DOUBLE_PRECISION);
  const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
  soxr_error_t error = nullptr;
  const std::unique_ptr<soxr, DeleteSoxr> resampler(
      soxr_create(2, 1, 1, &error, &io, &quality, &runtime));
  if (error || !resampler) return response;
  size_t made = 0;
  size_t rest = 0;
  if (soxr_process(resampler.get(), impulses.data(), impulses.size(), nullptr,
                   output.data(), output.size(), &made) ||
      soxr_process(resampler.get(), nullptr, 0, nullptr, output.data() + made,
                   output.size() - made, &rest))
    return response;
  for (size_t d = 0; d < response.size(); ++d) {
    const size_t impulse = (d + kReach) % 2 ? kOdd : kEven;
    response[d] = output[(impulse + d - kReach) / 2];
  }
  return response;
}

/// out[k] = direct[k] in[k] + aliased[k] conj(in[last - k]) for the kBins
/// complex values of the halved spectrum; four at a time.
constexpr size_t kHalfBins = 512;
MOOD_INLINE void fold_body(const float* in, const float* direct,
                           const float* aliased, float* out) {
  for (size_t k = 0; k < kHalfBins; k += 4) {
    const Float8 x = *reinterpret_cast<const Float8*>(in + 2 * k);
    const Float8 mirror =
        *reinterpret_cast<const Float8*>(in + 2 * (2 * kHalfBins - k - 3));
    const Float8 turned =
        __builtin_shufflevector(mirror, mirror, 6, 7, 4, 5, 2, 3, 0, 1);
    *reinterpret_cast<Float8*>(out + 2 * k) =
        x * *reinterpret_cast<const Float8*>(direct + 2 * k) +
        turned * *reinterpret_cast<const Float8*>(aliased + 2 * k);
  }
  // The bin in the middle falls upon itself.
  out[2 * kHalfBins] =
      in[2 * kHalfBins] * (direct[2 * kHalfBins] + aliased[2 * kHalfBins]);
  out[2 * kHalfBins + 1] = 0;
}
MOOD_DISPATCH(void, fold,
              (const float* in, const float* direct, const float* aliased,
               float* out),
              (in, direct, aliased, out), fold_body)

}  // namespace

Decimator::Decimator(Isa isa)
    : forward_(kBlock, RealTransform<float>::Direction::kForward),
      inverse_(kBlock / 2, RealTransform<float>::Direction::kInverse),
      direct_(kBlock / 2 + 2),
      aliased_(kBlock / 2 + 2),
      fold_(fold_for(isa)) {
  static_assert(kBlock == 4 * kHalfBins);
  measure_filter();
}

/// The filter is symmetric about its centre, so its spectrum is real. Halving
/// the rate adds the upper half of the spectrum, mirrored, to the lower one.
void Decimator::measure_filter() {
  const Response response = soxr_response();
  BasicRealFft<double> fft(kBlock);
  const auto taps = fft.input();
  for (size_t d = 0; d < response.size(); ++d)
    taps[(kBlock + d - kReach) % kBlock] = response[d];
  const auto spectrum = fft.execute();
  const double scale = 1.0 / kBlock;  // half of the inverse's kBlock / 2
  for (size_t k = 0; k <= kHalfBins; ++k) {
    const auto direct = float(scale * spectrum[k].real());
    const auto aliased = float(scale * spectrum[2 * kHalfBins - k].real());
    direct_[2 * k] = direct_[2 * k + 1] = direct;
    aliased_[2 * k] = aliased;
    aliased_[2 * k + 1] = -aliased;
  }
}

void Decimator::process(std::span<const float> input, Range outputs,
                        std::span<float> output) {
  const auto block = forward_.real();
  for (size_t m = outputs.begin; m < outputs.end; m += kOutputs) {
    // The block covers inputs [2 m - kReach, 2 m - kReach + kBlock).
    const size_t skip = 2 * m < kReach ? kReach - 2 * m : 0;
    const size_t begin = 2 * m + skip - kReach;
    const size_t count = std::min(kBlock - skip, input.size() - begin);
    std::fill_n(block.begin(), skip, 0.0f);
    std::copy_n(input.begin() + ptrdiff_t(begin), count,
                block.begin() + ptrdiff_t(skip));
    std::fill(block.begin() + ptrdiff_t(skip + count), block.end(), 0.0f);
    forward_.execute();
    fold_(reinterpret_cast<const float*>(forward_.bins().data()),
          direct_.data(), aliased_.data(),
          reinterpret_cast<float*>(inverse_.bins().data()));
    inverse_.execute();
    std::copy_n(inverse_.real().begin() + kSkip,
                std::min(kOutputs, outputs.end - m),
                output.begin() + ptrdiff_t(m));
  }
}

}  // namespace mood::features
