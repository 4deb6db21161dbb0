/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct soxr;

namespace mood {

/// Streaming mono resampler to the analysis rate (libsoxr, HQ). Output sample
/// k stands for the moment of input frame k * rate / output rate: the filter's
/// delay only makes output late, never displaced. The output does not depend
/// on how the input is cut. At the analysis rate it copies.
class Resampler {
 public:
  struct Parameters {
    double rate_hz = 44100;  ///< 4000..384000
    double output_rate_hz = 22050;
    size_t maximum_frames = 4096;  ///< most input frames in one call
  };

  explicit Resampler(const Parameters& parameters);
  ~Resampler();

  /// False if libsoxr refused the rates; the resampler is then silent.
  bool valid() const { return copies_ || soxr_; }

  /// Returns what became ready; valid until the next call. @p input must not
  /// be longer than maximum_frames. libsoxr may enlarge its queues during the
  /// first calls after construction and reset(); nothing allocates later.
  std::span<const float> process(std::span<const float> input);

  /// The rest, after the last input; only reset() may follow. After n frames
  /// the outputs number n * output rate / rate, rounded, in all.
  std::span<const float> flush();

  /// Forgets everything and starts again at k = 0.
  void reset();

  /// Samples returned since construction or reset().
  uint64_t output_frames() const { return output_frames_; }
  /// The input frame, fractional, for which output sample @p k stands.
  double input_position(double k) const { return k * step_; }

 private:
  std::span<const float> pull(const float* input, size_t frames);

  struct Delete {
    void operator()(soxr* resampler) const;
  };
  bool copies_;
  double step_;
  size_t maximum_frames_;
  std::vector<float> output_;
  std::unique_ptr<soxr, Delete> soxr_;
  uint64_t output_frames_ = 0;
};

}  // namespace mood
