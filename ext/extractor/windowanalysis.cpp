/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windowanalysis.h"

namespace mood {

AnalysedWindow::AnalysedWindow()
    : packet(
          ipc::make_packet<ipc::FeaturesPacket>(ipc::PacketType::kFeatures)) {}

AnalysedWindow::AnalysedWindow(const ipc::ResultOrigin& origin, uint64_t start,
                               uint64_t end)
    : AnalysedWindow() {
  packet.origin = origin;
  packet.start_position = start;
  packet.end_position = end;
}

}  // namespace mood
