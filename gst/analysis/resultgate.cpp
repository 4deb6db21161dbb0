/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "resultgate.h"

#include <algorithm>

namespace mood {
namespace {

constexpr double kHighestTempo_bpm = 1000;

// Comparisons are written so that NaN fails them.
bool is_share(double value) { return value >= 0 && value <= 1; }
bool is_tempo(double value) { return value >= 0 && value <= kHighestTempo_bpm; }

bool is_sound(const MoodFrame& mood) {
  const auto in_range = [&](const MetricField& field) {
    const double value = mood.metrics.*field.value;
    return field.is_share ? is_share(value) : is_tempo(value);
  };
  return std::all_of(kMetricFields.begin(), kMetricFields.end(), in_range) &&
         is_share(mood.confidence) &&
         static_cast<size_t>(mood.state) < kStateNames.size() &&
         static_cast<size_t>(mood.category.energy) < kEnergyBandNames.size() &&
         static_cast<size_t>(mood.category.brightness) <
             kBrightnessBandNames.size() &&
         static_cast<size_t>(mood.category.intensity) <
             kIntensityBandNames.size();
}

}  // namespace

void ResultGate::expect(uint64_t configuration) {
  if (configuration == configuration_) {
    progress_ = 0;  // another helper takes over and reads history again
    return;
  }
  *this = ResultGate();
  configuration_ = configuration;
}

ResultGate::Verdict ResultGate::check_origin(
    const ipc::ResultOrigin& origin) const {
  if (origin.configuration > configuration_) return Verdict::kHostile;
  return origin.configuration < configuration_ ? Verdict::kStale
                                               : Verdict::kAccept;
}

ResultGate::Verdict ResultGate::check(const ipc::MoodPacket& packet,
                                      uint64_t committed) {
  const auto verdict = check_origin(packet.origin);
  if (verdict != Verdict::kAccept) return verdict;
  if (packet.start_position >= packet.end_position ||
      packet.end_position > committed || packet.start_position < delivered_ ||
      !is_sound(packet.mood))
    return Verdict::kHostile;
  delivered_ = packet.end_position;
  begun_ = true;
  return verdict;
}

ResultGate::Verdict ResultGate::check(const ipc::BeatPacket& packet,
                                      uint64_t committed) const {
  const auto verdict = check_origin(packet.origin);
  if (verdict != Verdict::kAccept) return verdict;
  // A beat may be told early, but not more than a bar of 20 BPM away.
  const uint64_t horizon = committed + uint64_t{12} * ipc::kMaximumRate;
  const bool sound =
      packet.position <= committed && packet.next_position <= horizon &&
      (packet.next_position == 0 || packet.next_position > packet.position) &&
      is_share(packet.confidence) && is_tempo(packet.tempo_bpm) &&
      packet.bar_position <= 64;
  return sound ? verdict : Verdict::kHostile;
}

ResultGate::Verdict ResultGate::check(const ipc::ProgressPacket& packet,
                                      uint64_t committed) {
  const auto verdict = check_origin(packet.origin);
  if (verdict != Verdict::kAccept) return verdict;
  if (packet.position > committed || packet.position < progress_)
    return Verdict::kHostile;
  progress_ = packet.position;
  begun_ = true;
  return verdict;
}

}  // namespace mood
