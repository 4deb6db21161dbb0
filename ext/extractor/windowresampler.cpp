/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windowresampler.h"

#include <soxr.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mood {
namespace {

constexpr double kMinimumRate_hz = 4000;
constexpr double kMaximumRate_hz = 384000;
/// Samples of the lower rate.
constexpr size_t kSoxrEdge = 128;
/// Frames that libsoxr gets at a time: its queues grow with them.
constexpr size_t kFeedFrames = 4096;

size_t whole_hop_frames(double rate_hz) {
  const double frames = kFeatureHop * rate_hz / kFeatureRate_hz;
  return frames == std::floor(frames) ? static_cast<size_t>(frames) : 0;
}

/// @p samples of the lower of the two rates as output samples, rounded up.
size_t at_output_rate(size_t samples, double ratio) {
  return static_cast<size_t>(
      std::ceil(static_cast<double>(samples) * std::max(1.0, ratio)));
}

soxr* create_soxr(double rate_hz) {
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
  soxr_error_t error = nullptr;
  soxr* const made =
      soxr_create(rate_hz, kFeatureRate_hz, 1, &error, &io, &quality, &runtime);
  if (!error) return made;
  soxr_delete(made);
  return nullptr;
}

}  // namespace

void WindowResampler::Delete::operator()(soxr* resampler) const {
  soxr_delete(resampler);
}

WindowResampler::WindowResampler(const Parameters& parameters)
    : rate_hz_(parameters.rate_hz),
      ratio_(kFeatureRate_hz / parameters.rate_hz),
      valid_(parameters.rate_hz >= kMinimumRate_hz &&
             parameters.rate_hz <= kMaximumRate_hz) {
  if (!valid_) return;
  hop_frames_ = whole_hop_frames(parameters.rate_hz);
  output_.resize(output_size(parameters.maximum_frames));
  if (parameters.rate_hz == kFeatureRate_hz) return;
  if (parameters.quality == ResamplerQuality::kKaiserBest) {
    kaiser_.emplace(KaiserResampler::Parameters{.rate_hz = parameters.rate_hz,
                                                .isa = parameters.isa});
    edge_samples_ =
        static_cast<size_t>(double(kaiser_->reach_frames()) * ratio_) + 1;
    return;
  }
  soxr_.reset(create_soxr(parameters.rate_hz));
  valid_ = soxr_ != nullptr;
  edge_samples_ = at_output_rate(kSoxrEdge, ratio_);
  made_.resize(at_output_rate(kFeedFrames, ratio_));
}

WindowResampler::~WindowResampler() = default;

size_t WindowResampler::output_size(size_t frames) const {
  return static_cast<size_t>(std::ceil(static_cast<double>(frames) * ratio_));
}

std::span<const float> WindowResampler::process(std::span<const float> first,
                                                std::span<const float> second,
                                                size_t hops) {
  if (!valid_) return {};
  const WindowRuns window{first, second};
  const size_t size = output_size(window.size());
  assert(size <= output_.size());
  const bool follows = hops > 0 && hop_frames_ > 0 && hops < size &&
                       window.size() == previous_frames_;
  previous_frames_ = window.size();
  const size_t step = follows ? hops * kFeatureHop : size;
  // Old samples end where the old border began to tell.
  const size_t stale = step + edge_samples_;
  // To start in the middle costs about four edges.
  if (stale + 4 * edge_samples_ >= size || rate_hz_ == kFeatureRate_hz) {
    render(window, 0, size);
  } else {
    std::copy(output_.begin() + step, output_.begin() + size, output_.begin());
    render(window, 0, edge_samples_);
    render(window, size - stale, size);
  }
  return std::span(output_).first(size);
}

void WindowResampler::render(const WindowRuns& window, size_t begin,
                             size_t end) {
  if (soxr_) {
    render_soxr(window, begin, end);
  } else if (kaiser_) {
    render_kaiser(window, begin, end);
  } else {
    const auto middle =
        std::copy(window.first.begin(), window.first.end(), output_.begin());
    std::copy(window.second.begin(), window.second.end(), middle);
  }
}

void WindowResampler::render_kaiser(const WindowRuns& window, size_t begin,
                                    size_t end) {
  // resampy rounds the length down; librosa then adds a zero.
  const auto made =
      static_cast<size_t>(double(window.size()) * kFeatureRate_hz / rate_hz_);
  const size_t stop = std::clamp(made, begin, end);
  kaiser_->process(window, begin,
                   std::span(output_).subspan(begin, stop - begin));
  std::fill(output_.begin() + stop, output_.begin() + end, 0.0f);
}

void WindowResampler::render_soxr(const WindowRuns& window, size_t begin,
                                  size_t end) {
  soxr_clear(soxr_.get());
  // Start an edge before, where both rates have a sample.
  const size_t lead = begin - std::min(begin, edge_samples_);
  const size_t lead_hops = hop_frames_ > 0 ? lead / kFeatureHop : 0;
  Progress progress{lead_hops * kFeatureHop, begin, end};
  size_t skip = lead_hops * hop_frames_;
  for (auto part : {window.first, window.second}) {
    const size_t skipped = std::min(skip, part.size());
    skip -= skipped;
    part = part.subspan(skipped);
    while (!part.empty() && progress.at < end) {
      const size_t fed = feed(part.data(), part.size(), progress);
      if (fed == 0) break;
      part = part.subspan(fed);
    }
  }
  for (size_t before = begin; progress.at < end && progress.at != before;) {
    before = progress.at;
    feed(nullptr, 0, progress);
  }
  // One is missing where librosa rounds up and libsoxr down.
  const size_t stop = std::clamp(progress.at, begin, end);
  std::fill(output_.begin() + stop, output_.begin() + end, 0.0f);
}

size_t WindowResampler::feed(const float* input, size_t frames,
                             Progress& progress) {
  size_t taken = 0;
  size_t made = 0;
  if (soxr_process(soxr_.get(), input, std::min(frames, kFeedFrames), &taken,
                   made_.data(), made_.size(), &made))
    return 0;
  const size_t from = std::max(progress.at, progress.begin);
  const size_t to = std::min(progress.at + made, progress.end);
  if (from < to)
    std::copy_n(made_.begin() + (from - progress.at), to - from,
                output_.begin() + from);
  progress.at += made;
  return taken;
}

}  // namespace mood
