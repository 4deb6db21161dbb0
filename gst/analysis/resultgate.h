/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

#include "protocol.h"
#include "ringreader.h"

namespace mood {

/// Checks every number that a helper sends before anybody uses it. The helper
/// runs code over foreign data in a process that is expendable; this side is
/// not.
class ResultGate {
 public:
  enum class Verdict {
    kAccept,
    kStale,    ///< of a configuration that was replaced meanwhile
    kHostile,  ///< no correct helper sends this
  };

  /// From now on results of @p configuration are expected.
  void expect(const ipc::ConfigurePacket& configuration);

  /// @p committed: frames the region holds so far.
  Verdict check(const ipc::MoodPacket& packet, uint64_t committed);
  Verdict check(const ipc::BeatPacket& packet, uint64_t committed);
  Verdict check(const ipc::SectionPacket& packet, uint64_t committed);
  Verdict check(const ipc::ProgressPacket& packet, uint64_t committed);
  /// @p timeline: what the region holds, looked at after the packet came.
  Verdict check(const ipc::FeaturesPacket& packet,
                const ipc::Timeline& timeline);

  /// End of the last mood accepted in this configuration.
  uint64_t delivered() const { return delivered_; }
  /// End of the last features accepted in this configuration.
  uint64_t features_delivered() const { return features_delivered_; }
  /// Least position of the next beat of the current epoch, in this
  /// configuration: not too close to the last one accepted.
  uint64_t next_beat() const { return next_beat_; }
  /// Where the last section accepted in this configuration was found.
  uint64_t sections_delivered() const { return sections_delivered_; }
  /// Last progress accepted in this configuration, from this helper.
  uint64_t progress() const { return progress_; }
  /// Whether any helper has told anything in this configuration.
  bool begun() const { return begun_; }

 private:
  Verdict check_origin(const ipc::ResultOrigin& origin) const;
  bool is_possible_window(const ipc::FeaturesPacket& packet,
                          const ipc::Timeline& timeline) const;

  uint64_t configuration_ = 0;
  uint32_t rate_hz_ = 0;
  uint64_t window_frames_ = 0;  ///< longest window; 0 = no features
  uint64_t delivered_ = 0;
  uint64_t features_delivered_ = 0;
  uint64_t beat_epoch_ = 0;  ///< of the last beat
  uint64_t next_beat_ = 0;   ///< least position of the next one there
  uint64_t sections_delivered_ = 0;
  uint32_t sections_at_once_ = 0;  ///< that were found there
  uint64_t progress_ = 0;
  bool begun_ = false;
};

}  // namespace mood
