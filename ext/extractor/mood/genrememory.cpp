/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/genrememory.h"

#include <algorithm>

#include "mood/ambience.h"
#include "mood/subgenrerules.h"

namespace mood {

GenreMemory::GenreMemory(const Parameters& parameters)
    : parameters_(parameters),
      genre_choice_(parameters.genre),
      sub_genre_choice_(parameters.sub_genre),
      tempo_(parameters.memory) {}

void GenreMemory::process(const MoodNetwork::GenreScores& scores,
                          const SongTraits& traits) {
  ++count_;
  remember(scores, traits);
  const Certainties certainties = judge_genres();
  // What is strong may have been so for a while by the first that counts.
  if (count_ + parameters_.genre.dwell > parameters_.first)
    choose_genre(certainties);
  if (count_ >= parameters_.first) choose_sub_genre();
}

void GenreMemory::remember(const MoodNetwork::GenreScores& scores,
                           const SongTraits& traits) {
  const double weight =
      1 / std::min(static_cast<double>(count_), parameters_.memory);
  for (size_t i = 0; i < scores.size(); ++i)
    scores_[i] += static_cast<float>(weight * (scores[i] - scores_[i]));
  if (count_ < parameters_.first) return;
  const double heard = static_cast<double>(count_ - parameters_.first + 1);
  const double part = 1 / std::min(heard, parameters_.memory);
  for (const auto trait : kAveragedTraits)
    traits_.*trait += part * (traits.*trait - traits_.*trait);
  tempo_.add(traits.tempo_bpm, traits.tempo_confidence);
  traits_.tempo_bpm = tempo_.tempo_bpm();
}

GenreMemory::Certainties GenreMemory::judge_genres() {
  const GenreJudgement judgement = genre_probabilities(scores_);
  const auto& named = judgement.probabilities;
  const double known =
      judgement.confidence / *std::max_element(named.begin(), named.end());
  const bool heard = count_ >= parameters_.first;
  const double moved = heard ? parameters_.ambient * ambience_of(traits_) : 0;
  constexpr auto kAmbient = static_cast<size_t>(Genre::kAmbient);
  Certainties certainties;
  for (size_t i = 0; i < kGenreCount; ++i) {
    const double ambient = i == kAmbient ? moved : 0;
    certainties[i] = known * named[i] * (1 - moved) + ambient;
    estimate_.probabilities[i] =
        static_cast<float>(named[i] * (1 - moved) + ambient);
  }
  estimate_.confidence = static_cast<float>(
      *std::max_element(certainties.begin(), certainties.end()));
  return certainties;
}

void GenreMemory::choose_genre(const Certainties& certainties) {
  const auto chosen = genre_choice_.process(certainties);
  const Genre genre = chosen ? static_cast<Genre>(*chosen) : Genre::kUnknown;
  if (chosen) estimate_.confidence = static_cast<float>(certainties[*chosen]);
  if (genre != estimate_.genre) sub_genre_choice_.reset();
  estimate_.genre = genre;
}

void GenreMemory::choose_sub_genre() {
  const auto strengths = SubGenreRules::judge(estimate_.genre, traits_);
  const auto chosen = sub_genre_choice_.process(strengths);
  estimate_.sub_genre =
      chosen ? static_cast<SubGenre>(*chosen) : SubGenre::kNone;
  estimate_.sub_genre_confidence =
      chosen ? static_cast<float>(strengths[*chosen]) : 0;
}

void GenreMemory::start_song() {
  genre_choice_.reset();
  sub_genre_choice_.reset();
  tempo_.reset();
  scores_ = {};
  traits_ = {};
  count_ = 0;
  estimate_ = {};
}

}  // namespace mood
