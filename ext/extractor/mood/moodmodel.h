/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "descriptors/descriptorbank.h"
#include "metrics.h"
#include "mood/categorybands.h"
#include "mood/impactdetector.h"
#include "mood/metricsmodel.h"
#include "mood/risedetector.h"
#include "mood/silencegate.h"
#include "mood/songmemory.h"
#include "mood/soundmeans.h"
#include "mood/statemachine.h"
#include "protocol.h"
#include "rhythm/rhythmtracker.h"

namespace mood {

/// From descriptors and rhythm to metrics, state and category. Time is
/// counted in hops.
class MoodModel {
 public:
  MoodModel();

  void set_settings(const ipc::AnalysisSettings& settings);

  /// First half of a hop: is it silent?
  const SilenceGate& listen(double level_db);
  /// Second half, after the rhythm has seen the hop.
  void process(const Descriptors& descriptors, const Rhythm& rhythm,
               const Chroma::Key& key);

  const MoodFrame& frame() const { return frame_; }

  /// A jump: what is being heard is new, the song's range and state stay.
  void start_timeline();
  void start_song();

 private:
  void fall_silent();
  void hear(const Descriptors& descriptors, const Rhythm& rhythm,
            const Chroma::Key& key);
  double energy_of(const SoundMeans& means, const Rhythm& rhythm) const;
  double confidence() const;

  ipc::AnalysisSettings settings_;
  SilenceGate gate_;
  SoundMeans quick_;  ///< for states
  SoundMeans slow_;   ///< for metrics
  SongMemory memory_;
  RiseDetector rise_;
  ImpactDetector impact_;
  MetricsModel model_;
  StateMachine machine_;
  CategoryBands bands_;
  bool was_impact_ = false;  ///< at the last hop
  size_t open_hops_ = 0;     ///< since silence
  size_t judged_hops_ = 0;   ///< of these, with a whole spectrum
  size_t song_hops_ = 0;     ///< the same, since the song's start
  MoodFrame frame_;
};

}  // namespace mood
