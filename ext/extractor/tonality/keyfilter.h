/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

#include "tonality/keyscores.h"

namespace mood {

/// Which key the music is in, from the evidence so far: the forward pass of a
/// hidden Markov model with a state per key, as Chai & Vercoe 2005
/// find modulations, but causal. Evidence adds up while the key stays; since
/// keys change now and then, what was held for certain is never more certain
/// than that, and gives way within seconds to what speaks against it.
class KeyFilter {
 public:
  struct Parameters {
    double changes_per_s = 0.003;
    /// How much likelier a change leads to a neighbour in the circle of fifths
    /// than to any other key.
    double fifth_weight = 5;
  };

  explicit KeyFilter(const Parameters& parameters);

  /// @p evidence of the last @p seconds, in nepers.
  void process(const KeyScores& evidence, double seconds);
  /// Logarithms of the keys' probabilities.
  const KeyScores& log_probabilities() const { return log_; }
  size_t likeliest() const;
  void reset();

 private:
  void allow_changes(double seconds);

  Parameters parameters_;
  KeyScores probabilities_;
  KeyScores log_;
};

}  // namespace mood
