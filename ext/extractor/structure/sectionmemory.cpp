/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/sectionmemory.h"

#include <algorithm>

namespace mood {

namespace {

constexpr double kNoEnergy_db = -200;

// Told by how they come about; the others are named by their energy.
bool is_special(Section section) {
  return section == Section::kBreakdown || section == Section::kDrop ||
         section == Section::kBuild;
}

}  // namespace

size_t SectionMemory::nearest(const Portrait& passage) const {
  size_t best = kPlaces;
  double best_db = parameters_.same_db;
  for (size_t i = 0; i < filled_; ++i) {
    const double db = distance_db(places_[i].portrait, passage);
    if (db < best_db) {
      best_db = db;
      best = i;
    }
  }
  return best;
}

size_t SectionMemory::visits(Section section) const {
  size_t sum = 0;
  for (size_t i = 0; i < filled_; ++i)
    if (places_[i].section == section) sum += places_[i].visits;
  return sum;
}

double SectionMemory::largest_energy_db() const {
  double largest = kNoEnergy_db;
  for (size_t i = 0; i < filled_; ++i)
    largest = std::max(largest, places_[i].portrait.energy_db());
  return largest;
}

// Of the most energetic verse, chorus and the like, leaving out one place.
double SectionMemory::song_energy_db(size_t without) const {
  double largest = kNoEnergy_db;
  for (size_t i = 0; i < filled_; ++i)
    if (i != without && !is_special(places_[i].section))
      largest = std::max(largest, places_[i].portrait.energy_db());
  return largest;
}

Section SectionMemory::name_by_energy(const Portrait& passage, size_t place,
                                      const Context& context) const {
  const bool known = place < kPlaces;
  const double others_db = song_energy_db(place);
  if (others_db <= kNoEnergy_db) return Section::kVerse;
  const double above_db =
      (known ? places_[place].portrait : passage).energy_db() - others_db;
  const double margin_db = parameters_.chorus_db;
  // What follows the intro is more energetic as a rule.
  if (above_db > margin_db)
    return known || context.previous != Section::kIntro ? Section::kChorus
                                                        : Section::kVerse;
  if (known)
    return places_[place].section == Section::kChorus && above_db > -margin_db
               ? Section::kChorus
               : Section::kVerse;
  if (context.rise_db > margin_db && above_db > -margin_db)
    return Section::kChorus;
  return visits(Section::kChorus) >= 2 && visits(Section::kBridge) == 0
             ? Section::kBridge
             : Section::kVerse;
}

Section SectionMemory::name(const Portrait& passage,
                            const Context& context) const {
  const size_t place = nearest(passage);
  if (place == kPlaces) return name_by_energy(passage, place, context);
  const Section section = places_[place].section;
  switch (section) {
    case Section::kDrop:
    case Section::kBridge:
    case Section::kPreChorus:
    case Section::kOutro:
      return section;
    case Section::kIntro:
      // What frames a song returns when it ends.
      if (context.song_s >= parameters_.outro_song_s &&
          passage.energy_db() < largest_energy_db() - parameters_.chorus_db)
        return Section::kOutro;
      break;
    default:
      break;
  }
  return name_by_energy(passage, place, context);
}

size_t SectionMemory::free_place() {
  if (filled_ < kPlaces) return filled_++;
  const auto rarest = std::min_element(
      places_.begin(), places_.end(),
      [](const Place& a, const Place& b) { return a.visits < b.visits; });
  return static_cast<size_t>(rarest - places_.begin());
}

void SectionMemory::learn(const Portrait& passage, Section section,
                          Section next) {
  size_t place = nearest(passage);
  const bool known =
      place < kPlaces &&
      (places_[place].section == section ||
       (!is_special(places_[place].section) && !is_special(section)));
  if (known) {
    places_[place].portrait.blend(passage);
    places_[place].section = section;
    ++places_[place].visits;
  } else {
    place = free_place();
    places_[place] = {.portrait = passage, .section = section, .visits = 1};
  }
  const bool rises_from_verse =
      last_ < kPlaces && last_ != place &&
      places_[last_].section == Section::kVerse &&
      places_[last_].portrait.energy_db() < passage.energy_db();
  if (next == Section::kChorus && section == Section::kVerse &&
      rises_from_verse)
    places_[place].section = Section::kPreChorus;
  last_ = place;
}

void SectionMemory::reset() {
  filled_ = 0;
  last_ = kPlaces;
}

}  // namespace mood
