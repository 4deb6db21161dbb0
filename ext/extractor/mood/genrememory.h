/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "metrics.h"
#include "mood/moodnetwork.h"
#include "mood/songtraits.h"
#include "mood/steadychoice.h"
#include "mood/tempomemory.h"

namespace mood {

/// What is known of the song's genre: what the network said of it and what
/// its sound was like, on average. After 46 s the past fades, so that a
/// mix may change its genre. Time is counted in judgements, one per half
/// second of sound; silence leaves everything as it is.
/// process() performs no allocation, locking or I/O.
class GenreMemory {
 public:
  struct Parameters {
    /// Judgements that count alike; then it is the past's time constant.
    double memory = 100;
    /// The first judgement that may name anything, and whose traits count:
    /// before that the rhythm is not known.
    size_t first = 11;
    /// Certainty of a genre, clearness of a sub-genre: see SteadyChoice.
    SteadyChoice::Parameters genre = {.rise = 0.5, .fall = 0.38, .dwell = 4};
    SteadyChoice::Parameters sub_genre = {
        .rise = 0.52, .fall = 0.35, .dwell = 12};
    /// Part of the certainty that goes to ambient, of which the network knows
    /// nothing, if there is nothing but sustained sound.
    double ambient = 0.65;
  };

  GenreMemory() : GenreMemory(Parameters()) {}
  explicit GenreMemory(const Parameters& parameters);

  /// Half a second of music: the network's @p scores for a span that ends with
  /// it, and its @p traits; all finite.
  void process(const MoodNetwork::GenreScores& scores,
               const SongTraits& traits);
  const GenreEstimate& estimate() const { return estimate_; }
  void start_song();

 private:
  using Certainties = std::array<double, kGenreCount>;

  void remember(const MoodNetwork::GenreScores& scores,
                const SongTraits& traits);
  /// Of each genre, that it is the one; their sum leaves room for others.
  Certainties judge_genres();
  void choose_genre(const Certainties& certainties);
  void choose_sub_genre();

  Parameters parameters_;
  SteadyChoice genre_choice_;
  SteadyChoice sub_genre_choice_;
  TempoMemory tempo_;
  MoodNetwork::GenreScores scores_ = {};  ///< means over the song
  SongTraits traits_;                     ///< likewise
  size_t count_ = 0;                      ///< judgements in this song
  GenreEstimate estimate_;
};

}  // namespace mood
