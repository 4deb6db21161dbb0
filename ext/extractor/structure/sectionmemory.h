/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "structure/portrait.h"
#include "vocabulary.h"

namespace mood {

/// Remembers what the sections of the song sounded like, so that one that
/// returns gets its name back, and names them by their energy within the song
/// and by their place: the most energetic is the chorus, a new one after two
/// choruses a bridge, any other a verse. What rose from a verse to a chorus is
/// a pre-chorus when it returns; the intro, when it returns late, an outro.
class SectionMemory {
 public:
  static constexpr size_t kPlaces = 8;
  struct Parameters {
    double same_db = 4;        ///< nearer passages are the same section
    double chorus_db = 1.5;    ///< a chorus has so much more energy than others
    double outro_song_s = 60;  ///< an outro comes no earlier
  };

  explicit SectionMemory(const Parameters& parameters)
      : parameters_(parameters) {}

  /// What is known of the passage to be named.
  struct Context {
    Section previous = Section::kUnknown;  ///< before the passage
    double rise_db = 0;  ///< energy that it gains against that
    double song_s = 0;   ///< how long the song has lasted
  };
  Section name(const Portrait& passage, const Context& context) const;
  /// True if the two sound like one section.
  bool same(const Portrait& a, const Portrait& b) const {
    return distance_db(a, b) < parameters_.same_db;
  }
  /// A passage has ended that was called @p section; @p next follows.
  void learn(const Portrait& passage, Section section, Section next);
  bool empty() const { return filled_ == 0; }
  /// How often passages called @p section were learnt.
  size_t visits(Section section) const;
  /// The energy of the most energetic section so far, in dB, or -200.
  double largest_energy_db() const;
  void reset();

 private:
  struct Place {
    Portrait portrait;
    Section section = Section::kUnknown;
    size_t visits = 0;
  };
  /// The place that sounds like @p passage, or kPlaces.
  size_t nearest(const Portrait& passage) const;
  size_t free_place();
  Section name_by_energy(const Portrait& passage, size_t place,
                         const Context& context) const;
  double song_energy_db(size_t without) const;

  Parameters parameters_;
  std::array<Place, kPlaces> places_ = {};
  size_t filled_ = 0;
  size_t last_ = kPlaces;  ///< place of the passage learnt last
};

}  // namespace mood
