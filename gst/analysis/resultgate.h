/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

#include "protocol.h"

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
  void expect(uint64_t configuration);

  /// @p committed: frames the region holds so far.
  Verdict check(const ipc::MoodPacket& packet, uint64_t committed);
  Verdict check(const ipc::BeatPacket& packet, uint64_t committed) const;
  Verdict check(const ipc::ProgressPacket& packet, uint64_t committed);

  /// End of the last mood accepted in this configuration.
  uint64_t delivered() const { return delivered_; }
  /// Last progress accepted in this configuration, from this helper.
  uint64_t progress() const { return progress_; }
  /// Whether any helper has told anything in this configuration.
  bool begun() const { return begun_; }

 private:
  Verdict check_origin(const ipc::ResultOrigin& origin) const;

  uint64_t configuration_ = 0;
  uint64_t delivered_ = 0;
  uint64_t progress_ = 0;
  bool begun_ = false;
};

}  // namespace mood
