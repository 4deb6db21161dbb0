/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workrecord.h"

#include <algorithm>
#include <utility>

namespace mood {

using ipc::PacketType;

void WorkRecord::assign(Assignment assignment) {
  if (assignment_ && assignment_->region->fd() < 0)
    retired_.push_back(std::move(*assignment_));
  assignment_ = std::move(assignment);
  gate_.expect(assignment_->configuration);
}

void WorkRecord::set_settings(const ipc::AnalysisSettings& settings) {
  assignment_->configuration.settings = settings;
}

ipc::ConfigurePacket WorkRecord::make_order() {
  auto packet = assignment_->configuration;
  const auto& region = *assignment_->region;
  if (region.fd() < 0) packet.in_process_address = region.address();
  packet.region_bytes = region.region_bytes();
  // What a live stream missed is history: only what comes is worth telling.
  packet.resume_position = gate_.begun() && !packet.lockstep
                               ? std::max(gate_.delivered(), committed())
                               : gate_.delivered();
  // A window ends seldom enough to be worth telling late.
  packet.features_position = gate_.features_delivered();
  packet.beats_position = std::max(packet.resume_position, gate_.next_beat());
  packet.sections_position =
      packet.lockstep
          ? gate_.sections_delivered()
          : std::max(packet.resume_position, gate_.sections_delivered());
  gate_.expect(packet);
  return packet;
}

WorkRecord::Receipt WorkRecord::receive(const ipc::PacketBuffer& packet) {
  if (!assignment_) return Receipt::kNoResult;
  if (const auto* mood = packet.as<ipc::MoodPacket>(PacketType::kMood))
    return pass(gate_.check(*mood, committed()), [&] {
      listener_.on_mood(*mood);
      return Receipt::kTaken;
    });
  if (const auto* beat = packet.as<ipc::BeatPacket>(PacketType::kBeat))
    return pass(gate_.check(*beat, committed()), [&] {
      listener_.on_beat(*beat);
      return Receipt::kTaken;
    });
  if (const auto* section = packet.as<ipc::SectionPacket>(PacketType::kSection))
    return pass(gate_.check(*section, committed()), [&] {
      listener_.on_section(*section);
      return Receipt::kTaken;
    });
  if (const auto* features =
          packet.as<ipc::FeaturesPacket>(PacketType::kFeatures)) {
    const auto timeline = ipc::RingReader(*assignment_->region).timeline();
    return pass(gate_.check(*features, timeline), [&] {
      listener_.on_features(*features);
      return Receipt::kProgress;
    });
  }
  if (const auto* progress =
          packet.as<ipc::ProgressPacket>(PacketType::kProgress))
    return receive_progress(*progress);
  return Receipt::kNoResult;
}

WorkRecord::Receipt WorkRecord::receive_progress(
    const ipc::ProgressPacket& packet) {
  const uint64_t before = gate_.progress();
  return pass(gate_.check(packet, committed()), [&] {
    listener_.on_progress(packet);
    board_.publish(packet);
    return packet.position > before ? Receipt::kProgress : Receipt::kTaken;
  });
}

template <typename Deliver>
WorkRecord::Receipt WorkRecord::pass(ResultGate::Verdict verdict,
                                     Deliver deliver) {
  switch (verdict) {
    case ResultGate::Verdict::kAccept:
      return deliver();
    case ResultGate::Verdict::kStale:
      return Receipt::kStale;
    case ResultGate::Verdict::kHostile:
      break;
  }
  return Receipt::kHostile;
}

bool WorkRecord::has_pending_audio() const {
  if (!assignment_) return false;
  const auto& header = assignment_->region->header();
  if (header.epoch.load(std::memory_order_relaxed) == 0) return false;
  const uint64_t start = header.epoch_start.load(std::memory_order_relaxed);
  // What lies between epochs is nobody's to analyse.
  const uint64_t end =
      std::min(committed(), header.epoch_end.load(std::memory_order_relaxed));
  return end >= std::max(gate_.progress(), start) +
                    assignment_->configuration.quantum_frames;
}

void WorkRecord::note_changed_to(uint64_t configuration) {
  std::erase_if(retired_, [&](const Assignment& old) {
    return old.configuration.configuration < configuration;
  });
}

uint64_t WorkRecord::committed() const {
  return assignment_->region->header().committed.load(
      std::memory_order_acquire);
}

}  // namespace mood
