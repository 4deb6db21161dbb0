/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/structuretracker.h"

#include <algorithm>

namespace mood {

namespace {

constexpr double kHop_s = DescriptorBank::kHopSeconds;
// A song begins with its intro; after a pause or a jump, the section is told
// when it can be told from others.
constexpr size_t kReturnBlocks = 8;
// Less is no sound at any volume, though it may not count as silence yet.
constexpr double kNoPower = 1e-9;
// A pause of more than 1.5 s ends a section.
constexpr size_t kPauseHops = 65;
// Shorter passages are not worth remembering.
constexpr size_t kMemorableBlocks = 12;
// After so long a section shows whether it is the song's climax.
constexpr size_t kClimaxBlocks = 22;
// A strong change may follow another one at once.
constexpr double kStrong = 2;
// What lost so much treble builds up no longer.
constexpr double kLostTreble_db = 3;
// The climax may be so much softer than the song's hardest passage.
constexpr double kLevelHead_db = 1;
constexpr double kDropConfidence = 0.9;
constexpr double kBareDropConfidence = 0.6;
constexpr size_t kLongBreakdownBlocks = 40;  // 7.4 s
constexpr size_t kLongAgo = 1u << 20;
constexpr size_t kKnownVisits = 2;
constexpr double kHalfClimbed = 0.5;

/// What a song that changes in @p section without becoming another passage
/// goes to: a step up or down the song's parts by their energy.
Section beside(Section section, double rise_db) {
  const bool rises = rise_db > 0;
  switch (section) {
    case Section::kIntro:
    case Section::kOutro:
      return Section::kVerse;
    case Section::kBridge:
      return rises ? Section::kVerse : section;
    case Section::kVerse:
      return rises ? Section::kChorus : Section::kBridge;
    case Section::kPreChorus:
      return rises ? Section::kChorus : Section::kVerse;
    case Section::kChorus:
      return rises ? section : Section::kVerse;
    default:
      return section;
  }
}

}  // namespace

StructureTracker::StructureTracker(const Parameters& parameters)
    : parameters_(parameters),
      change_(parameters.change),
      build_(parameters.build),
      drop_(parameters.drop),
      memory_(parameters.memory),
      tone_(parameters.tone) {
  changes_.reserve(kMaximumChanges);
}

void StructureTracker::process(const DescriptorBank& bank,
                               const Descriptors& descriptors,
                               const Rhythm& rhythm, bool sounding) {
  meter_.process(bank.magnitude(), sound_);
  sound_.flux = static_cast<float>(descriptors.flux);
  sound_.onset_rate_hz = static_cast<float>(rhythm.onset_rate_hz);
  process(sound_, rhythm.tempo_bpm > 0 ? 60 / rhythm.tempo_bpm : 0, sounding);
}

void StructureTracker::process(const HopSound& sound, double beat_s,
                               bool sounding) {
  ++hops_;
  const bool bass_returns = drop_.process(sound);
  if (!sounding) {
    fall_silent();
    return;
  }
  if (silent_) resume();
  ++song_hops_;
  if (bass_returns) follow_drop();
  if (history_.process(sound)) follow_block(beat_s);
}

// After a build; without one it takes a stop that ends a long breakdown.
void StructureTracker::follow_drop() {
  if (section_ == Section::kBuild)
    enter(Section::kDrop, StructureEvent::kBeatDrop, 0, kDropConfidence);
  else if (section_ == Section::kBreakdown && drop_.after_gap() &&
           since_ >= kLongBreakdownBlocks)
    enter(Section::kDrop, StructureEvent::kBeatDrop, 0, kBareDropConfidence);
}

void StructureTracker::fall_silent() {
  ++silent_hops_;
  if (silent_) return;
  silent_ = true;
  silent_hops_ = 1;
  if (section_ != Section::kUnknown)
    tell(section_, StructureEvent::kSilence, 0, 1);
}

void StructureTracker::resume() {
  silent_ = false;
  if (silent_hops_ < kPauseHops && section_ != Section::kUnknown) return;
  end_passage();
  resumed_ = true;
}

// What was heard so far is remembered and does not continue.
void StructureTracker::end_passage() {
  learn(0, Section::kUnknown);
  history_.reset();
  change_.start_timeline();
  build_.reset();
  since_ = climbing_ = 0;
}

void StructureTracker::learn(size_t blocks_ago, Section next) {
  const size_t known = std::min(since_, history_.size());
  if (section_ == Section::kUnknown || known < blocks_ago + kMemorableBlocks)
    return;
  memory_.learn(Portrait::of(history_, blocks_ago, known - blocks_ago),
                section_, next);
}

void StructureTracker::follow_block(double beat_s) {
  ++since_;
  ++climbed_;
  tone_.process(history_.ago(0));
  if (section_ == Section::kUnknown || resumed_) name_first();
  build_.process(history_, since_);
  follow_build();
  const ChangeDetector::Change change =
      change_.process(history_.ago(0), since_, beat_s);
  if (change.strength > 0) follow_change(change);
  if (returned_ && since_ == kClimaxBlocks) look_for_climax();
}

void StructureTracker::name_first() {
  if (memory_.empty() && section_ == Section::kUnknown) {
    if (history_.ago(0).total() > kNoPower)
      enter(Section::kIntro, StructureEvent::kNone, since_, 0.3);
    return;
  }
  if (since_ < kReturnBlocks) return;
  resumed_ = false;
  const Section name = name_of(Portrait::of(history_, 0, since_), 0);
  if (name != section_) enter(name, StructureEvent::kNone, since_, 0.4);
}

Section StructureTracker::name_of(const Portrait& passage,
                                  double rise_db) const {
  if (tone_.misses_bass(passage)) return Section::kBreakdown;
  return memory_.name(passage,
                      {.previous = section_,
                       .rise_db = rise_db,
                       .song_s = static_cast<double>(song_hops_) * kHop_s});
}

void StructureTracker::follow_build() {
  climbing_ = build_.strength() >= 1 ? climbing_ + 1 : 0;
  if (climbing_ > 0 && section_ == Section::kBuild) climbed_ = 0;
  if (section_ == Section::kBuild) {
    // It came to nothing.
    if (climbed_ > parameters_.build_hold_blocks)
      enter(name_of(Portrait::of(history_, 0, kReturnBlocks), 0),
            StructureEvent::kNone, 0, 0.3);
    return;
  }
  if (climbing_ < parameters_.build_blocks) return;
  climbed_ = 0;
  enter(Section::kBuild, StructureEvent::kBuildStart,
        std::min(since_, build_.blocks() + climbing_),
        std::min(1.0, 0.5 * build_.strength()));
}

void StructureTracker::follow_change(const ChangeDetector::Change& change) {
  const size_t ago = change.blocks_ago;
  if (since_ < ago + parameters_.least_blocks && change.strength < kStrong)
    return;
  const size_t before = std::min(since_, history_.size()) - ago;
  const Portrait was = Portrait::of(history_, ago, before);
  const Portrait is = Portrait::of(history_, 0, ago);
  const double rise_db = is.energy_db() - was.energy_db();
  // The steps of a climb are no sections.
  if (rise_db > 0 && build_.strength() >= kHalfClimbed) return;
  Section name = name_of(is, rise_db);
  if (name != Section::kBreakdown && section_ != Section::kBuild &&
      memory_.same(is, was))
    name = section_;
  // What has returned is known, whatever changes in it.
  if (name == section_ && memory_.visits(section_) < kKnownVisits)
    name = beside(section_, rise_db);
  const bool bare = name == Section::kBreakdown;
  if (section_ == Section::kBuild &&
      (bare || is.treble_db > was.treble_db - kLostTreble_db))
    return;
  if (bare && section_ == Section::kBreakdown) return;

  const double confidence = change.strength / (change.strength + 1);
  if (bare) {
    enter(name, StructureEvent::kBreakdownStart, ago, confidence);
  } else if (section_ == Section::kBreakdown && held_back(is)) {
    climbed_ = 0;
    enter(Section::kBuild, StructureEvent::kBuildStart, ago, confidence);
  } else {
    enter(
        name,
        rise_db > 0 ? StructureEvent::kEnergyRise : StructureEvent::kEnergyFall,
        ago, confidence);
  }
}

bool StructureTracker::held_back(const Portrait& passage) const {
  return passage.energy_db() <
         memory_.largest_energy_db() - parameters_.held_back_db;
}

void StructureTracker::look_for_climax() {
  if (section_ != Section::kDrop && section_ != Section::kChorus) return;
  const Portrait passage = Portrait::of(history_, 0, kClimaxBlocks);
  if (passage.energy_db() >= memory_.largest_energy_db() - kLevelHead_db)
    tell(section_, StructureEvent::kClimax, 0, 0.5);
}

void StructureTracker::enter(Section section, StructureEvent event,
                             size_t blocks_ago, double confidence) {
  blocks_ago = std::min({blocks_ago, since_, history_.size()});
  returned_ = section != section_ && memory_.visits(section) > 0;
  learn(blocks_ago, section);
  tell(section, event, blocks_ago, confidence);
  section_ = section;
  since_ = blocks_ago;
  change_.start_section();
  build_.reset();
  climbing_ = 0;
  resumed_ = false;
}

void StructureTracker::tell(Section section, StructureEvent event,
                            size_t blocks_ago, double confidence) {
  if (section == section_ && event == StructureEvent::kNone) return;
  if (changes_.size() == kMaximumChanges) return;
  const double now_s = static_cast<double>(hops_) * kHop_s;
  const double ago_s = static_cast<double>(blocks_ago) * BlockHistory::kBlock_s;
  changes_.push_back({.offset_s = std::max(0.0, now_s - ago_s),
                      .told_offset_s = now_s,
                      .confidence = confidence,
                      .section = section,
                      .previous = section_,
                      .event = event});
}

void StructureTracker::start_timeline() {
  end_passage();
  meter_.reset();
  drop_.start_timeline();
  changes_.clear();
  section_ = Section::kUnknown;
  hops_ = silent_hops_ = 0;
  climbed_ = kLongAgo;
  silent_ = resumed_ = returned_ = false;
}

void StructureTracker::start_song() {
  start_timeline();
  change_.start_song();
  drop_.start_song();
  memory_.reset();
  tone_.reset();
  song_hops_ = 0;
}

}  // namespace mood
