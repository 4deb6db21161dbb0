/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "directextractor.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "packetsocket.h"

namespace mood {

using ipc::PacketType;

bool DirectExtractor::start(std::string& error) {
  module_ = ExtractorModuleHandle::load(error);
  if (!module_) return false;
  session_ = (*module_)->open(&DirectExtractor::deliver, this);
  if (!session_) {
    error = "out of memory";
    return false;
  }
  ExtractorStatus status;
  status.backend = "none";
  listener_.on_status(status);
  return true;
}

void DirectExtractor::stop() {
  if (session_) (*module_)->close(session_);
  session_ = nullptr;
  assignment_.reset();
}

void DirectExtractor::assign(Assignment assignment) {
  auto packet = assignment.configuration;
  packet.region_bytes = assignment.region->region_bytes();
  packet.in_process_address = assignment.region->address();
  packet.lockstep = 1;  // there is no other thread to do anything beside
  // The session still looks at the old region until it has the new one.
  const auto keep = std::exchange(assignment_, std::move(assignment));
  handle(packet);
}

void DirectExtractor::set_settings(const ipc::AnalysisSettings& settings) {
  auto packet = ipc::make_packet<ipc::SettingsPacket>(PacketType::kSettings);
  packet.settings = settings;
  handle(packet);
}

template <typename Packet>
void DirectExtractor::handle(const Packet& packet) {
  if (session_ && !(*module_)->handle(session_, &packet, sizeof(packet)))
    fail("the analysis refused its configuration");
}

void DirectExtractor::notify(bool) {
  if (session_ && !(*module_)->service(session_)) fail("the analysis failed");
}

Extractor::Wait DirectExtractor::wait_for(const ProgressTarget&,
                                          std::chrono::nanoseconds) {
  return session_ ? Wait::kReached : Wait::kGivenUp;
}

void DirectExtractor::fail(const std::string& reason) {
  ExtractorStatus status;
  status.kind = ExtractorStatus::Kind::kDegraded;
  status.backend = "none";
  status.reason = error_.empty() ? reason : reason + ": " + error_;
  status.warn = true;
  (*module_)->close(std::exchange(session_, nullptr));
  listener_.on_status(status);
}

void DirectExtractor::deliver(void* self, const void* bytes, size_t size) {
  auto& extractor = *static_cast<DirectExtractor*>(self);
  ipc::PacketBuffer packet;
  packet.size = std::min(size, sizeof(packet.bytes));
  std::memcpy(packet.bytes, bytes, packet.size);
  if (const auto* mood = packet.as<ipc::MoodPacket>(PacketType::kMood))
    extractor.listener_.on_mood(*mood);
  else if (const auto* beat = packet.as<ipc::BeatPacket>(PacketType::kBeat))
    extractor.listener_.on_beat(*beat);
  else if (const auto* section =
               packet.as<ipc::SectionPacket>(PacketType::kSection))
    extractor.listener_.on_section(*section);
  else if (const auto* features =
               packet.as<ipc::FeaturesPacket>(PacketType::kFeatures))
    extractor.listener_.on_features(*features);
  else if (const auto* progress =
               packet.as<ipc::ProgressPacket>(PacketType::kProgress))
    extractor.listener_.on_progress(*progress);
  else if (const auto* error = packet.as<ipc::ErrorPacket>(PacketType::kError))
    extractor.error_.assign(error->text,
                            strnlen(error->text, sizeof(error->text)));
}

}  // namespace mood
