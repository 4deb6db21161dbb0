/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "extractorclient.h"
#include "healthmonitor.h"
#include "packetsocket.h"
#include "restartpolicy.h"
#include "workrecord.h"

namespace mood {

/// The supervisor thread of an ExtractorClient. See there.
class Supervisor {
 public:
  explicit Supervisor(ExtractorClient& client);
  /// Returns after the client ordered a stop and the helper has ended.
  void run();

 private:
  using Clock = RestartPolicy::Clock;
  using Time = Clock::time_point;
  using Kind = ExtractorStatus::Kind;
  enum class Phase { kDown, kHandshake, kUp };

  bool obey();  ///< false = stop
  void wait();
  void launch();
  void receive();
  void handle(ipc::PacketBuffer& packet);
  void handle_result(const ipc::PacketBuffer& packet);
  void handle_welcome(const ipc::WelcomePacket& packet);
  void note_idle();
  void check_health();
  bool send_assignment();          ///< false = no room in the socket
  bool ping(uint64_t serial = 0);  ///< false = no room in the socket
  /// The helper is no good: ends it, tells the listener, plans the next.
  void lose(const std::string& reason);
  void end_helper();
  /// It could not be started: fallback if none ever could, else as lose().
  void fail_start(const std::string& reason);
  bool use_fallback(const std::string& reason);
  void report(Kind kind, const std::string& reason, bool warn);
  Time next_deadline() const;

  ExtractorClient& client_;
  std::unique_ptr<Helper> helper_;
  ipc::PacketSocket socket_;
  Phase phase_ = Phase::kDown;
  Time now_;
  Time launch_at_;
  Time phase_since_;
  WorkRecord work_;
  RestartPolicy policy_;
  HealthMonitor health_;
  unsigned starts_ = 0;
};

}  // namespace mood
