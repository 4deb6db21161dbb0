/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "packetsink.h"
#include "packetsocket.h"

namespace mood {

class StreamAnalysis;
struct SongAnalysis;

/// The helper's end of the protocol: answers the element's packets and
/// analyses what appears in the region. One thread.
class Session {
 public:
  enum class Placement { kOwnProcess, kInProcess };

  Session(PacketSink& sink, Placement placement);
  ~Session();

  /// Acts on one packet of the element. @return false when the session must
  /// end: protocol violation (an error packet says which) or peer gone.
  bool handle(ipc::PacketBuffer& packet);

  /// Analyses complete quanta, about a second of audio at most, and sends the
  /// results, then the progress. @return false when the peer is gone.
  bool service();
  /// Whether the last service() left audio for the next, so that a helper
  /// which cannot keep up still listens.
  bool unfinished() const;
  /// Whether the last service() found audio, or the next may have results
  /// without any.
  bool busy() const { return busy_; }
  /// Tells the element that audio has to be announced from now on.
  /// @return false when the peer is gone.
  bool announce_idle();

 private:
  bool configure(const ipc::ConfigurePacket& packet, ipc::UniqueFd fd);
  bool fail(std::string_view text);

  PacketSink& sink_;
  Placement placement_;
  std::unique_ptr<SongAnalysis> song_;
  std::unique_ptr<StreamAnalysis> stream_;
  bool busy_ = false;
};

}  // namespace mood
