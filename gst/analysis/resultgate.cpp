/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "resultgate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "featureranges.h"

namespace mood {
namespace {

constexpr double kHighestTempo_bpm = 1000;
/// Ten shares of single precision do not sum to 1 exactly.
constexpr double kSumTolerance = 1e-3;
/// No window takes an hour.
constexpr uint64_t kLongestAnalysis_ns = 3'600'000'000'000;

// Comparisons are written so that NaN fails them.
bool is_share(double value) { return value >= 0 && value <= 1; }
bool is_tempo(double value) { return value >= 0 && value <= kHighestTempo_bpm; }

bool is_sound(const KeyEstimate& key) {
  return key.pitch_class <= kNoKey && is_share(key.confidence) &&
         static_cast<size_t>(key.mode) < kModeNames.size();
}

bool is_sound(const Category& category) {
  return static_cast<size_t>(category.energy) < kEnergyBandNames.size() &&
         static_cast<size_t>(category.brightness) <
             kBrightnessBandNames.size() &&
         static_cast<size_t>(category.intensity) < kIntensityBandNames.size() &&
         category.genre <= Genre::kUnknown;
}

bool is_sound(const GenreEstimate& genre) {
  const auto& shares = genre.probabilities;
  if (!std::all_of(shares.begin(), shares.end(), is_share)) return false;
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  return (sum == 0 || std::abs(sum - 1) <= kSumTolerance) &&
         is_share(genre.confidence) && is_share(genre.sub_genre_confidence) &&
         genre.genre <= Genre::kUnknown &&
         static_cast<size_t>(genre.sub_genre) < kSubGenreNames.size() &&
         (genre.sub_genre == SubGenre::kNone ||
          genre_of(genre.sub_genre) == genre.genre);
}

bool is_sound(const MoodFrame& mood) {
  const auto in_range = [&](const MetricField& field) {
    const double value = mood.metrics.*field.value;
    return field.is_share ? is_share(value) : is_tempo(value);
  };
  return std::all_of(kMetricFields.begin(), kMetricFields.end(), in_range) &&
         is_share(mood.confidence) && is_sound(mood.key) &&
         static_cast<size_t>(mood.depth) < kAnalysisDepthNames.size() &&
         static_cast<size_t>(mood.state) < kStateNames.size() &&
         mood.section <= Section::kOutro && is_sound(mood.category) &&
         is_sound(mood.genre);
}

/// What only the advanced analysis tells.
bool tells_song(const MoodFrame& mood) {
  return mood.category.genre != Genre::kUnknown ||
         mood.section != Section::kUnknown || mood.key.pitch_class != kNoKey;
}

uint64_t frames_in(uint64_t duration_ns, uint32_t rate_hz) {
  return duration_ns / 1'000'000 * rate_hz / 1000;
}

/// @p count feature frames below @p limit, ascending.
bool are_sound(std::span<const uint16_t> frames, uint32_t count,
               uint64_t limit) {
  if (count > frames.size()) return false;
  for (size_t i = 0; i < count; ++i)
    if (frames[i] >= limit || (i > 0 && frames[i] <= frames[i - 1]))
      return false;
  return true;
}

/// Feature frames in a window of @p frames at @p rate_hz, rounded up.
uint64_t feature_frames(uint64_t frames, uint32_t rate_hz) {
  const double samples = double(frames) * kFeatureRate_hz / rate_hz;
  return 2 + static_cast<uint64_t>(samples) / kFeatureHop;
}

}  // namespace

void ResultGate::expect(const ipc::ConfigurePacket& configuration) {
  if (configuration.configuration == configuration_) {
    progress_ = 0;  // another helper takes over and reads history again
    return;
  }
  *this = ResultGate();
  configuration_ = configuration.configuration;
  rate_hz_ = configuration.rate_hz;
  window_frames_ =
      configuration.window_ns * configuration.rate_hz / 1'000'000'000;
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
      !is_sound(packet.mood) ||
      (window_frames_ == 0 && tells_song(packet.mood)))
    return Verdict::kHostile;
  delivered_ = packet.end_position;
  begun_ = true;
  return verdict;
}

ResultGate::Verdict ResultGate::check(const ipc::BeatPacket& packet,
                                      uint64_t committed) {
  const auto verdict = check_origin(packet.origin);
  if (verdict != Verdict::kAccept) return verdict;
  // Foretold, but by no more than a bar of 20 BPM.
  const uint64_t horizon = committed + uint64_t{12} * ipc::kMaximumRate;
  const uint64_t latest =
      committed + frames_in(ipc::kMaximumBeatLead_ns, rate_hz_);
  // Else they would be without number.
  const bool follows =
      packet.origin.epoch > beat_epoch_ ||
      (packet.origin.epoch == beat_epoch_ && packet.position >= next_beat_);
  const bool sound =
      follows && packet.position <= latest && packet.next_position <= horizon &&
      (packet.next_position == 0 || packet.next_position > packet.position) &&
      is_share(packet.confidence) && is_tempo(packet.tempo_bpm) &&
      packet.bar_position <= 64;
  if (!sound) return Verdict::kHostile;
  beat_epoch_ = packet.origin.epoch;
  next_beat_ =
      packet.position +
      std::max<uint64_t>(1, frames_in(ipc::kLeastBeatGap_ns, rate_hz_));
  return verdict;
}

ResultGate::Verdict ResultGate::check(const ipc::SectionPacket& packet,
                                      uint64_t committed) {
  const auto verdict = check_origin(packet.origin);
  if (verdict != Verdict::kAccept) return verdict;
  const bool sound =
      window_frames_ > 0 && packet.position <= packet.told_position &&
      packet.told_position <= committed &&
      packet.told_position >= sections_delivered_ &&
      is_share(packet.confidence) && packet.section <= Section::kOutro &&
      packet.previous <= Section::kOutro &&
      packet.event <= StructureEvent::kSilence &&
      (packet.section != packet.previous ||
       packet.event != StructureEvent::kNone);
  if (!sound) return Verdict::kHostile;
  if (packet.told_position > sections_delivered_) sections_at_once_ = 0;
  if (++sections_at_once_ > ipc::kMaximumSectionsAtOnce)
    return Verdict::kHostile;
  sections_delivered_ = packet.told_position;
  return verdict;
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

ResultGate::Verdict ResultGate::check(const ipc::FeaturesPacket& packet,
                                      const ipc::Timeline& timeline) {
  const auto verdict = check_origin(packet.origin);
  if (verdict != Verdict::kAccept) return verdict;
  const uint64_t frames = packet.end_position - packet.start_position;
  if (!is_possible_window(packet, timeline) || !in_range(packet.features) ||
      packet.analysis_ns > kLongestAnalysis_ns ||
      !are_sound(packet.beats, packet.beat_count,
                 feature_frames(frames, rate_hz_)) ||
      !are_sound(packet.onsets, packet.onset_count,
                 feature_frames(frames, rate_hz_)))
    return Verdict::kHostile;
  features_delivered_ = packet.end_position;
  return verdict;
}

bool ResultGate::is_possible_window(const ipc::FeaturesPacket& packet,
                                    const ipc::Timeline& timeline) const {
  const uint64_t start = packet.start_position;
  const uint64_t end = packet.end_position;
  if (start >= end || end - start > window_frames_ ||
      end > timeline.committed || end <= features_delivered_ ||
      packet.origin.epoch > timeline.epoch)
    return false;
  // Of an epoch that has passed, the borders are not known any more.
  return packet.origin.epoch < timeline.epoch ||
         (start >= timeline.epoch_start && end <= timeline.epoch_end);
}

}  // namespace mood
