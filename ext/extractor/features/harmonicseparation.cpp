/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/harmonicseparation.h"

#include <algorithm>

namespace mood::features {
namespace {

/// Frames whose harmonic medians are made at once: few, to stay within the
/// cache, but many enough that the rows which tiles share are not sorted too
/// often. A multiple of 16, the medians' group.
constexpr size_t kTile = 48;
/// Frames whose percussive medians are made at once: as many as a register
/// has lanes.
constexpr size_t kRows = 8;
/// Floats from row to row of a tile: whole cache lines.
constexpr size_t kStride = (kBins + 15) / 16 * 16;
/// Frames to either side that have a share in the samples of a frame.
constexpr size_t kOverlap = kFftSize / kHop - 1;

}  // namespace

HarmonicSeparation::HarmonicSeparation(const Parameters& parameters)
    : median_(parameters.isa),
      mask_(parameters.isa),
      inverse_(parameters.maximum_samples, parameters.isa),
      table_(RunningMedian::table_size(kTile)),
      harmonic_rows_(kTile * kStride),
      percussive_rows_(kRows * kStride) {}

void HarmonicSeparation::shift(size_t frames) {
  inverse_.shift(frames);
  shifted_ = shifted_ || frames > 0;
}

void HarmonicSeparation::process(Spectrogram& spectrogram, const Stale& stale) {
  const size_t frames = spectrogram.frames();
  inverse_.resize(spectrogram.samples());
  const Stale needed = masks_changed(stale, frames).widened(kOverlap, frames);
  shifted_ = false;
  changed_ = {separate(spectrogram, needed.head),
              separate(spectrogram, needed.tail)};
}

/// Frames whose masks differ from those of the call before.
Stale HarmonicSeparation::masks_changed(const Stale& stale,
                                        size_t frames) const {
  constexpr size_t kReach = RunningMedian::kReach;
  const Stale wide = stale.widened(kReach, frames);
  if (!shifted_) return wide;
  size_t head_end = std::min(kReach, frames);
  size_t tail_begin = frames - head_end;
  for (const Range& range : {wide.head, wide.tail}) {
    if (range.empty()) continue;
    if (range.begin <= head_end)
      head_end = std::max(head_end, range.end);
    else
      tail_begin = std::min(tail_begin, range.begin);
  }
  return Stale::edges(head_end, tail_begin, frames);
}

/// Separates @p frames and returns the samples written, which are those all of
/// whose frames are among them.
Range HarmonicSeparation::separate(Spectrogram& spectrogram,
                                   const Range& frames) {
  if (frames.empty()) return {};
  const bool is_last = frames.end == spectrogram.frames();
  const Range blocks = {frames.begin == 0 ? 0 : frames.begin + 1,
                        is_last ? inverse_.blocks() : frames.end - 2};
  const size_t tiles = (frames.size() + kTile - 1) / kTile;
  const size_t tile_size = (frames.size() + 16 * tiles - 1) / (16 * tiles) * 16;
  for (size_t begin = frames.begin; begin < frames.end; begin += tile_size)
    separate_tile(spectrogram, {begin, std::min(begin + tile_size, frames.end)},
                  blocks);
  return {blocks.begin * kHop,
          std::min(blocks.end * kHop, spectrogram.samples())};
}

void HarmonicSeparation::separate_tile(Spectrogram& spectrogram,
                                       const Range& frames,
                                       const Range& blocks) {
  const size_t entries = RunningMedian::table_size(frames.size());
  for (size_t i = 0; i < entries; ++i) {
    const auto frame =
        ptrdiff_t(frames.begin + i) - ptrdiff_t(RunningMedian::kLead);
    table_[i] =
        spectrogram.magnitude(reflected(frame, spectrogram.frames())).data();
  }
  median_.down(table_.data(), frames.size(), kBins, harmonic_rows_.data(),
               kStride);
  for (size_t done = 0; done < frames.size(); done += kRows) {
    const size_t count = std::min(kRows, frames.size() - done);
    median_.along(table_.data() + RunningMedian::kLead + done, count, kBins,
                  percussive_rows_.data(), kStride);
    for (size_t i = 0; i < count; ++i) {
      const size_t frame = frames.begin + done + i;
      mask_.apply(harmonic_rows_.data() + (done + i) * kStride,
                  percussive_rows_.data() + i * kStride,
                  spectrogram.spectrum(frame), inverse_.bins());
      inverse_.add(frame, blocks);
    }
  }
}

}  // namespace mood::features
