/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "featureset.h"
#include "kaiserresampler.h"
#include "simd/isa.h"
#include "windowruns.h"

struct soxr;

namespace mood {

/// res_type of librosa.resample.
enum class ResamplerQuality : uint8_t {
  kSoxrHq,      ///< "soxr_hq", librosa's default
  kKaiserBest,  ///< "kaiser_best"
};

/// Brings windows of mono audio to the rate of the librosa feature groups,
/// each as librosa.resample(window, orig_sr=rate_hz, target_sr=22050) of
/// librosa 0.11 does: as if zeros lay around it. At 22 050 Hz it copies.
/// Not thread safe.
class WindowResampler {
 public:
  struct Parameters {
    double rate_hz = 44100;          ///< 4000..384000
    size_t maximum_frames = 132300;  ///< longest window
    ResamplerQuality quality = ResamplerQuality::kSoxrHq;
    Isa isa = preferred_isa();
  };
  explicit WindowResampler(const Parameters& parameters);
  ~WindowResampler();

  /// False if the rate is out of range or libsoxr refused it; process() then
  /// returns nothing.
  bool valid() const { return valid_; }
  /// Samples that a window of @p frames is resampled to:
  /// ceil(frames * 22050 / rate).
  size_t output_size(size_t frames) const;

  /// The window that lies in @p first and, from there on, @p second (the two
  /// runs of a ring), at most maximum_frames of finite samples, resampled to
  /// output_size() samples. Valid until the next call.
  ///
  /// @p hops > 0: the window is the previous one moved on by hops *
  /// hop_frames(). Only what is new or close to a border is computed then;
  /// the rest stays and is equal to what the whole window would give within
  /// 1e-6 of its peak. A window of another length is always done whole.
  ///
  /// libsoxr can start anew only by allocating its filter's state again;
  /// nothing else allocates.
  std::span<const float> process(std::span<const float> first,
                                 std::span<const float> second = {},
                                 size_t hops = 0);

  /// Input frames per feature hop, if that is a whole number (at multiples of
  /// 11 025 Hz), else 0: windows then have no samples in common.
  size_t hop_frames() const { return hop_frames_; }
  /// Samples next to either border on which the border tells: the filter's
  /// half length. kaiser_best has 50 zeros; libsoxr's HQ filters, measured over
  /// all rates, fall below 1e-6 of the peak 97 samples of the lower rate from
  /// their centre, and are taken to be 128 long.
  size_t edge_samples() const { return edge_samples_; }

 private:
  struct Delete {
    void operator()(soxr* resampler) const;
  };
  struct Progress {
    size_t at;     ///< sample that libsoxr makes next
    size_t begin;  ///< those wanted
    size_t end;
  };

  /// Writes samples [begin, end) of the resampled window to output_.
  void render(const WindowRuns& window, size_t begin, size_t end);
  void render_kaiser(const WindowRuns& window, size_t begin, size_t end);
  void render_soxr(const WindowRuns& window, size_t begin, size_t end);
  /// Gives libsoxr some of @p frames, or the window's end where @p input is
  /// null, and keeps what is wanted of that which comes out.
  /// @return frames taken.
  size_t feed(const float* input, size_t frames, Progress& progress);

  double rate_hz_;
  double ratio_;  ///< output samples per input frame
  bool valid_;
  size_t hop_frames_ = 0;
  size_t edge_samples_ = 0;
  size_t previous_frames_ = 0;  ///< of the window in output_
  std::unique_ptr<soxr, Delete> soxr_;
  std::optional<KaiserResampler> kaiser_;
  std::vector<float> output_;
  std::vector<float> made_;  ///< what libsoxr returns, before the cut
};

}  // namespace mood
