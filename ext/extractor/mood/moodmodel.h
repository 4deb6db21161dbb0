/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>

#include "descriptors/descriptorbank.h"
#include "metrics.h"
#include "mood/categorybands.h"
#include "mood/genrememory.h"
#include "mood/impactdetector.h"
#include "mood/metricsmodel.h"
#include "mood/moodjudge.h"
#include "mood/risedetector.h"
#include "mood/silencegate.h"
#include "mood/songmemory.h"
#include "mood/soundmeans.h"
#include "mood/statemachine.h"
#include "mood/traitreader.h"
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
  /// Second half, after the rhythm has seen the hop, which @p bank has just
  /// described as @p descriptors.
  void process(const DescriptorBank& bank, const Descriptors& descriptors,
               const Rhythm& rhythm);

  /// Without key and genre.
  const MoodFrame& frame() const { return frame_; }
  const GenreEstimate& genre() const { return genre_.estimate(); }
  /// How the last 15 s sound, in order of span_feature_names(); empty before
  /// there is anything. Valid until the next process().
  std::span<const float> features() const {
    return judge_.known() ? judge_.features() : std::span<const float>();
  }

  /// A jump: what is being heard is new, the song's range and state stay.
  void start_timeline();
  void start_song();

 private:
  void fall_silent();
  void forget_sound();
  void hear(const Descriptors& descriptors, const Rhythm& rhythm);
  /// Arousal -1..1, that the network @p judged. @p quick: the share of what
  /// @p means tell of the moment, against the judgement's longer span.
  double arousal_of(const SoundMeans& means, const Rhythm& rhythm,
                    double judged, double quick) const;
  double valence() const;
  void follow_state(const Descriptors& descriptors, const Rhythm& rhythm);
  double confidence() const;

  ipc::AnalysisSettings settings_;
  SilenceGate gate_;
  SoundMeans quick_;  ///< for states
  SoundMeans slow_;   ///< for metrics
  SoundMeans span_;   ///< over the time that a judgement covers
  MoodJudge judge_;
  TraitReader traits_;
  double ambience_ = 0;  ///< how far it is nothing but sustained sound, 0..1
  GenreMemory genre_;
  SongMemory memory_;
  RiseDetector rise_;
  ImpactDetector impact_;
  MetricsModel model_;
  StateMachine machine_;
  CategoryBands bands_;
  bool was_impact_ = false;  ///< at the last hop
  size_t judged_hops_ = 0;   ///< of music since silence
  size_t song_hops_ = 0;     ///< the same, since the song's start
  MoodFrame frame_;
};

}  // namespace mood
