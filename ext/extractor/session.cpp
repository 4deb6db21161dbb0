/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>

#include "streamanalysis.h"

namespace mood {

using ipc::PacketType;

namespace {

constexpr uint64_t kMinimumInterval_ns = 1'000'000;
constexpr uint64_t kMaximumInterval_ns = 60'000'000'000;

bool is_interval(uint64_t duration_ns) {
  return duration_ns >= kMinimumInterval_ns &&
         duration_ns <= kMaximumInterval_ns;
}

/// The advanced analysis' part.
bool is_plausible_window(const ipc::ConfigurePacket& packet,
                         uint64_t capacity_frames) {
  if (packet.window_ns == 0) return true;
  return packet.window_ns <= ipc::kMaximumWindow_ns &&
         is_interval(packet.window_ns) &&
         is_interval(packet.analysis_interval_ns) &&
         packet.window_ns * packet.rate_hz / 1'000'000'000 < capacity_frames &&
         packet.resampling <= ipc::WindowResampling::kKaiserBest;
}

bool is_plausible(const ipc::ConfigurePacket& packet) {
  if (packet.rate_hz < ipc::kMinimumRate ||
      packet.rate_hz > ipc::kMaximumRate || packet.quantum_frames == 0 ||
      !is_interval(packet.interval_ns) ||
      packet.region_bytes <= ipc::kRegionDataOffset ||
      packet.region_bytes > ipc::kRegionDataOffset + ipc::kMaximumRegionBytes)
    return false;
  const uint64_t capacity_frames =
      (packet.region_bytes - ipc::kRegionDataOffset) / sizeof(float);
  return packet.quantum_frames <= capacity_frames / 2 &&
         is_plausible_window(packet, capacity_frames);
}

}  // namespace

Session::Session(PacketSink& sink, Placement placement)
    : sink_(sink), placement_(placement) {}

Session::~Session() = default;

bool Session::handle(ipc::PacketBuffer& packet) {
  if (const auto* hello = packet.as<ipc::HelloPacket>(PacketType::kHello)) {
    auto welcome = ipc::make_packet<ipc::WelcomePacket>(PacketType::kWelcome);
    welcome.pid = static_cast<uint32_t>(getpid());
    if (!sink_.send(welcome)) return false;
    if (hello->version != ipc::kProtocolVersion)
      return fail("element speaks another protocol version");
    return true;
  }
  if (const auto* configuration =
          packet.as<ipc::ConfigurePacket>(PacketType::kConfigure))
    return configure(*configuration, std::move(packet.fd));
  if (const auto* settings =
          packet.as<ipc::SettingsPacket>(PacketType::kSettings)) {
    if (song_) song_->analysis.set_settings(settings->settings);
    return true;
  }
  if (const auto* ping = packet.as<ipc::PingPacket>(PacketType::kPing)) {
    auto pong = ipc::make_packet<ipc::PongPacket>(PacketType::kPong);
    pong.serial = ping->serial;
    return sink_.send(pong);
  }
  return fail("unknown or malformed packet");
}

bool Session::configure(const ipc::ConfigurePacket& packet, ipc::UniqueFd fd) {
  stream_.reset();
  if (!is_plausible(packet)) return fail("implausible configuration");
  if (packet.in_process_address != 0 && placement_ != Placement::kInProcess)
    return fail("a foreign address is of no use here");
  std::string error;
  auto region = packet.in_process_address != 0
                    ? ipc::AudioRegion::view_in_process(
                          packet.in_process_address, packet.region_bytes, error)
                    : ipc::AudioRegion::map_read_only(
                          std::move(fd), packet.region_bytes, error);
  if (!region) return fail("region: " + error);
  if (song_)
    song_->analysis.set_settings(packet.settings);
  else
    song_.reset(new SongAnalysis{.analysis = BasicAnalysis(packet.settings)});
  stream_ = std::make_unique<StreamAnalysis>(sink_, *song_, std::move(*region),
                                             packet);
  return service();
}

bool Session::service() {
  if (!stream_) return true;
  const uint64_t before = stream_->position();
  if (!stream_->service()) return false;
  busy_ = stream_->position() != before || stream_->computes();
  return true;
}

bool Session::unfinished() const { return stream_ && stream_->unfinished(); }

bool Session::announce_idle() {
  return sink_.send(ipc::make_packet<ipc::IdlePacket>(PacketType::kIdle));
}

bool Session::fail(std::string_view text) {
  auto packet = ipc::make_packet<ipc::ErrorPacket>(PacketType::kError);
  text.copy(packet.text, std::min(text.size(), sizeof(packet.text) - 1));
  sink_.send(packet);
  return false;
}

}  // namespace mood
