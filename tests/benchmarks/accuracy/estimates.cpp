/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "estimates.h"

namespace mood::accuracy {

namespace {

// Times are sums of rounded intervals.
constexpr double kTolerance_s = 1e-6;

}  // namespace

std::vector<const MoodRecord*> settled_moods(const ClipRecord& record) {
  std::vector<const MoodRecord*> all, settled;
  for (const MoodRecord& mood : record.moods) {
    if (!mood.has_sound()) continue;
    all.push_back(&mood);
    const double heard_s = mood.span.start_s - record.moods[0].span.start_s;
    if (heard_s >= kSettling_s - kTolerance_s) settled.push_back(&mood);
  }
  return settled.empty() ? all : settled;
}

const MoodRecord* last_mood(const ClipRecord& record) {
  for (size_t i = record.moods.size(); i-- > 0;)
    if (record.moods[i].has_sound()) return &record.moods[i];
  return nullptr;
}

bool lasts(const ClipRecord& record, double seconds) {
  return 60 * minutes(record) >= seconds - kTolerance_s;
}

const MoodRecord* mood_at(const ClipRecord& record, double seconds) {
  if (!lasts(record, seconds)) return nullptr;
  const MoodRecord* latest = nullptr;
  for (const MoodRecord& mood : record.moods) {
    const double heard_s = mood.span.end_s - record.moods[0].span.start_s;
    if (heard_s > seconds + kTolerance_s) break;
    if (mood.has_sound()) latest = &mood;
  }
  return latest;
}

double minutes(const ClipRecord& record) {
  if (record.moods.empty()) return 0;
  return (record.moods.back().span.end_s - record.moods[0].span.start_s) / 60;
}

Affect affect_of(const Metrics& metrics) {
  return {.valence = 2 * metrics.valence - 1,
          .arousal = 2 * metrics.energy - 1};
}

std::optional<Affect> last_affect(const ClipRecord& record) {
  const MoodRecord* mood = last_mood(record);
  if (!mood) return {};
  return affect_of(mood->metrics);
}

std::optional<Affect> mean_affect(const ClipRecord& record) {
  const auto moods = settled_moods(record);
  if (moods.empty()) return {};
  Affect sum;
  for (const MoodRecord* mood : moods) {
    const Affect affect = affect_of(mood->metrics);
    sum.valence += affect.valence;
    sum.arousal += affect.arousal;
  }
  return Affect{.valence = sum.valence / double(moods.size()),
                .arousal = sum.arousal / double(moods.size())};
}

std::map<std::string, std::vector<const HeardClip*>> by_set(
    std::span<const HeardClip> clips,
    const std::function<bool(const HeardClip&)>& wanted) {
  std::map<std::string, std::vector<const HeardClip*>> sets;
  for (const HeardClip& clip : clips)
    if (wanted(clip)) sets[clip.clip.set].push_back(&clip);
  return sets;
}

std::vector<std::string> artists_of(std::span<const HeardClip* const> clips) {
  std::vector<std::string> artists;
  for (const HeardClip* clip : clips) artists.push_back(clip->clip.artist);
  return artists;
}

}  // namespace mood::accuracy
