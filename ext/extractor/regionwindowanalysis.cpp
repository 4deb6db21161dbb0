/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "regionwindowanalysis.h"

#include <algorithm>
#include <utility>

#include "cputime.h"
#include "featureranges.h"

namespace mood {
namespace {

ResamplerQuality quality_of(ipc::WindowResampling resampling) {
  return resampling == ipc::WindowResampling::kKaiserBest
             ? ResamplerQuality::kKaiserBest
             : ResamplerQuality::kSoxrHq;
}

/// @return how many; what does not fit is left out.
template <size_t kSize>
uint32_t copy_frames(std::span<const uint32_t> frames,
                     std::array<uint16_t, kSize>& to) {
  const size_t count = std::min(frames.size(), kSize);
  std::copy_n(frames.begin(), count, to.begin());
  return static_cast<uint32_t>(count);
}

}  // namespace

RegionWindowAnalysis::RegionWindowAnalysis(const ipc::RingReader& reader,
                                           const Parameters& parameters)
    : reader_(reader),
      window_frames_(parameters.window_frames),
      resampler_({.rate_hz = double(parameters.rate_hz),
                  .maximum_frames = parameters.window_frames,
                  .quality = quality_of(parameters.resampling)}),
      extractor_({.maximum_samples =
                      resampler_.output_size(parameters.window_frames)}) {}

void RegionWindowAnalysis::analyse(AnalysedWindow& window) {
  const uint64_t started_ns = thread_cpu_ns();
  window.valid = extract(window);
  window.packet.analysis_ns = thread_cpu_ns() - started_ns;
}

bool RegionWindowAnalysis::extract(AnalysedWindow& window) {
  auto& packet = window.packet;
  const WindowSpan span{packet.start_position, packet.end_position};
  const size_t hops = hops_since_previous(span);
  previous_.reset();
  const auto runs = reader_.runs(span.start, span.frames());
  const auto samples = resampler_.process(runs[0], runs[1], hops);
  if (!reader_.intact(span.start)) return false;
  const auto found = features(samples, hops);
  if (!found || !in_range(*found)) return false;
  packet.features = *found;
  packet.beat_count = copy_frames(extractor_.beat_frames(), packet.beats);
  packet.onset_count = copy_frames(extractor_.onset_frames(), packet.onsets);
  if (span.frames() == window_frames_) previous_ = span;
  return true;
}

size_t RegionWindowAnalysis::hops_since_previous(const WindowSpan& span) const {
  const uint64_t hop = hop_frames();
  if (hop == 0 || !previous_ || span.frames() != previous_->frames()) return 0;
  const uint64_t moved = span.start - previous_->start;
  // Nothing is gained where less than half is the same.
  return moved % hop == 0 && 2 * moved <= window_frames_ ? moved / hop : 0;
}

std::optional<FeatureSet> RegionWindowAnalysis::features(
    std::span<const float> samples, size_t hops) {
  if (hops == 0) return extractor_.process(samples);
  return extractor_.process(
      samples, {.hops = hops, .edge_samples = resampler_.edge_samples()});
}

}  // namespace mood
