/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "advancedanalysis.h"
#include "audioregion.h"
#include "basicanalysis.h"
#include "intervalclock.h"
#include "packetsink.h"
#include "resampler.h"
#include "ringreader.h"

namespace mood {

/// What outlives a configuration: the music goes on when its format changes.
struct SongAnalysis {
  BasicAnalysis analysis;
  uint64_t song = 0;
};

/// One configuration at work: region -> 22 050 Hz -> analysis -> packets, and
/// beside that the region's windows -> advanced analysis -> packets. Audio is
/// taken in whole quanta counted from the start of the epoch, so that results
/// never depend on how it arrived.
class StreamAnalysis {
 public:
  /// @p sink and @p song must outlive it.
  StreamAnalysis(PacketSink& sink, SongAnalysis& song, ipc::AudioRegion region,
                 const ipc::ConfigurePacket& configuration);

  /// See Session::service().
  bool service();
  bool unfinished() const { return unfinished_; }
  /// Whether there will be something to send even if no audio comes.
  bool computes() const { return advanced_ && advanced_->busy(); }
  /// Next frame to be read.
  uint64_t position() const { return position_; }

 private:
  void begin(const ipc::Timeline& timeline);
  void restart_at(uint64_t position);
  bool skip_overwritten();
  bool analyse_block(uint64_t frames);
  bool finish_epoch();
  bool finish_windows();
  bool feed(std::span<const float> samples);
  bool advance_windows(uint64_t position);
  bool send_mood(uint64_t end);
  bool send_beats();
  bool send_sections();
  uint64_t position_of(double offset_s) const;
  bool send_progress();
  uint64_t analysis_index(uint64_t position) const;

  PacketSink& sink_;
  SongAnalysis& song_;
  BasicAnalysis& analysis_;
  ipc::AudioRegion region_;
  ipc::ConfigurePacket configuration_;
  ipc::RingReader reader_;
  Resampler resampler_;
  IntervalClock interval_;
  std::vector<float> mono_;
  std::unique_ptr<AdvancedAnalysis> advanced_;  ///< nullptr = basic only

  ipc::ResultOrigin origin_;  ///< epoch 0 = none yet
  uint64_t epoch_start_ = 0;
  uint64_t position_ = 0;  ///< next frame to read
  uint64_t anchor_ = 0;    ///< frame of analysis sample 0
  uint64_t fed_ = 0;       ///< analysis samples since the anchor
  bool drained_ = false;
  bool unfinished_ = false;
  ipc::ProgressPacket progress_;
};

}  // namespace mood
