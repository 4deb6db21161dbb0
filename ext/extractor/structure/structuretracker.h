/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "metrics.h"
#include "rhythm/rhythmtracker.h"
#include "structure/blockhistory.h"
#include "structure/builddetector.h"
#include "structure/changedetector.h"
#include "structure/dropdetector.h"
#include "structure/hopmeter.h"
#include "structure/hopsound.h"
#include "structure/sectionmemory.h"
#include "structure/songtone.h"

namespace mood {

/// Follows the sections of a song and the events in it while it plays.
/// Nothing depends on the absolute level. process() performs no allocation,
/// locking or I/O after construction. Not thread safe.
class StructureTracker {
 public:
  static constexpr size_t kMaximumChanges = 32;  ///< kept until clear_changes()

  struct Parameters {
    ChangeDetector::Parameters change;
    BuildDetector::Parameters build;
    DropDetector::Parameters drop;
    SectionMemory::Parameters memory;
    SongTone::Parameters tone;
    size_t build_blocks = 2;        ///< a climb is a build after so many
    size_t build_hold_blocks = 64;  ///< 12 s without a climb end a build
    double held_back_db = 1;        ///< energy below the song's fullest passage
    size_t least_blocks = 32;       ///< between two changes, if they are small
  };

  StructureTracker() : StructureTracker(Parameters{}) {}
  explicit StructureTracker(const Parameters& parameters);

  /// One hop of 512 frames at 22 050 Hz, as @p bank has just described it.
  void process(const DescriptorBank& bank, const Descriptors& descriptors,
               const Rhythm& rhythm, bool sounding);
  /// The same of a hop that was measured already; @p beat_s is the length of
  /// a beat, 0 if there is none.
  void process(const HopSound& sound, double beat_s, bool sounding);

  /// The section that plays now.
  Section section() const { return section_; }
  /// What was found since the last clear_changes(), oldest first; offsets count
  /// from the start of the timeline. Further ones are lost when
  /// kMaximumChanges wait.
  std::span<const SectionChange> changes() const { return changes_; }
  void clear_changes() { changes_.clear(); }

  /// After a jump: time starts at 0; what is known of the song stays.
  void start_timeline();
  /// A new song: everything is forgotten.
  void start_song();

 private:
  void follow_drop();
  void fall_silent();
  void resume();
  void end_passage();
  void learn(size_t blocks_ago, Section next);
  void follow_block(double beat_s);
  void follow_build();
  void follow_change(const ChangeDetector::Change& change);
  void look_for_climax();
  void name_first();
  Section name_of(const Portrait& passage, double rise_db) const;
  bool held_back(const Portrait& passage) const;
  void enter(Section section, StructureEvent event, size_t blocks_ago,
             double confidence);
  void tell(Section section, StructureEvent event, size_t blocks_ago,
            double confidence);

  Parameters parameters_;
  HopMeter meter_;
  HopSound sound_;
  BlockHistory history_;
  ChangeDetector change_;
  BuildDetector build_;
  DropDetector drop_;
  SectionMemory memory_;
  SongTone tone_;
  std::vector<SectionChange> changes_;
  Section section_ = Section::kUnknown;
  size_t hops_ = 0;       ///< since the timeline's start
  size_t song_hops_ = 0;  ///< sounding, since the song's start
  size_t since_ = 0;      ///< blocks of this section
  size_t climbing_ = 0;   ///< blocks for which a build has been heard
  size_t climbed_ = 0;    ///< blocks since that
  size_t silent_hops_ = 0;
  bool silent_ = false;
  bool resumed_ = false;   ///< after a pause, section not told yet
  bool returned_ = false;  ///< a section that was heard before
};

}  // namespace mood
