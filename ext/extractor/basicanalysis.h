/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "metrics.h"
#include "protocol.h"

namespace mood {

/// Streaming analysis: mono float samples at 22 050 Hz in, a MoodFrame at any
/// moment and beats out. Results depend on the samples alone, never on how
/// they are cut into calls. process() performs no allocation, locking or I/O
/// after construction. Not thread safe.
class BasicAnalysis {
 public:
  static constexpr double kSampleRate = 22050;

  explicit BasicAnalysis(const ipc::AnalysisSettings& settings);
  ~BasicAnalysis();

  /// Takes effect with the next hop.
  void set_settings(const ipc::AnalysisSettings& settings);

  /// Analyses @p samples, any number of them, all finite.
  void process(std::span<const float> samples);

  /// Whether to follow key and sections as well; takes effect with the next
  /// hop.
  void set_depth(AnalysisDepth depth);

  /// The mood after the last complete hop, without what is below.
  MoodFrame frame() const;
  /// The song's genre so far.
  GenreEstimate genre() const;
  /// The key, none in silence.
  KeyEstimate key() const;
  /// The part of the song.
  Section section() const;

  /// Beats foretold since the last clear_beats(), oldest first; offsets count
  /// from the start of the timeline.
  std::span<const Beat> beats() const;
  void clear_beats();
  /// The same of sections and events.
  std::span<const SectionChange> section_changes() const;
  void clear_section_changes();

  /// The timeline restarts at 0 after a jump: filters and onset memory are
  /// emptied, what is known of the song (its loudness range, tempo, state)
  /// stays.
  void start_timeline();
  /// A new song: everything is forgotten.
  void start_song();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mood
