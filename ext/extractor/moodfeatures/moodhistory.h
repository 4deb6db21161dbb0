/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "moodfeatures/blocksums.h"
#include "moodfeatures/moodfeaturebank.h"

namespace mood {

/// The last 30 s in blocks of half a second; adds up any span that ends now.
class MoodHistory {
 public:
  static constexpr size_t kBlocks = 65;

  MoodHistory();

  /// One hop, of which @p tone tells whether it brought new tone features.
  /// Returns true if it completed a block.
  bool add(const MoodFeatureBank& bank, bool tone);
  /// Complete blocks, up to kBlocks.
  size_t blocks() const { return filled_; }
  /// The last @p blocks complete ones. Valid until the next call.
  const BlockSums& span(size_t blocks);
  void reset();

 private:
  void correlate(const HopFeatures& hop);

  std::vector<BlockSums> ring_;
  size_t next_ = 0;
  size_t filled_ = 0;
  size_t hops_ = 0;  ///< since the start
  BlockSums now_;
  BlockSums total_;
  HopFeatures last_hop_;
  ToneFeatures last_tone_;
  bool tone_known_ = false;
  /// Latest values of the two series, newest at (hops_ - 1) % kLags.
  std::array<std::array<float, BlockSums::kLags>, BlockSums::kSeries> recent_ =
      {};
};

}  // namespace mood
