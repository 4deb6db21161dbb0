/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "packetsink.h"
#include "packetsocket.h"

namespace mood::test {

/// Keeps what a session sends.
class RecordingSink : public PacketSink {
 public:
  bool deliver(std::span<const std::byte> packet) override {
    if (gone) return false;
    ipc::PacketBuffer buffer;
    buffer.size = packet.size();
    std::memcpy(buffer.bytes, packet.data(), packet.size());
    using ipc::PacketType;
    keep<ipc::WelcomePacket>(buffer, PacketType::kWelcome, welcomes);
    keep<ipc::MoodPacket>(buffer, PacketType::kMood, moods);
    keep<ipc::BeatPacket>(buffer, PacketType::kBeat, beats);
    keep<ipc::SectionPacket>(buffer, PacketType::kSection, sections);
    keep<ipc::FeaturesPacket>(buffer, PacketType::kFeatures, features);
    keep<ipc::ProgressPacket>(buffer, PacketType::kProgress, progress);
    keep<ipc::PongPacket>(buffer, PacketType::kPong, pongs);
    keep<ipc::ErrorPacket>(buffer, PacketType::kError, errors);
    order.push_back(*buffer.type());
    ++count;
    return true;
  }
  std::string error() const { return errors.empty() ? "" : errors.back().text; }

  bool gone = false;
  size_t count = 0;
  std::vector<ipc::PacketType> order;  ///< of all packets
  std::vector<ipc::WelcomePacket> welcomes;
  std::vector<ipc::MoodPacket> moods;
  std::vector<ipc::BeatPacket> beats;
  std::vector<ipc::SectionPacket> sections;
  std::vector<ipc::FeaturesPacket> features;
  std::vector<ipc::ProgressPacket> progress;
  std::vector<ipc::PongPacket> pongs;
  std::vector<ipc::ErrorPacket> errors;

 private:
  template <typename Packet>
  void keep(const ipc::PacketBuffer& buffer, ipc::PacketType type,
            std::vector<Packet>& to) {
    if (const auto* packet = buffer.as<Packet>(type)) to.push_back(*packet);
  }
};

}  // namespace mood::test
