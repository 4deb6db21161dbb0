/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace mood {

/// Chooses the strongest of several, or none, and does not flicker: what is
/// chosen has to be strong for a while first, and stays until it is weak or
/// another one has been strong for a while.
class SteadyChoice {
 public:
  struct Parameters {
    double rise = 0.5;  ///< strength above which something can be chosen
    double fall = 0.4;  ///< strength below which it is dropped
    size_t dwell = 1;   ///< steps that it has to be the strongest before
  };

  explicit SteadyChoice(const Parameters& parameters)
      : parameters_(parameters) {}

  /// One step. Returns the index of what is chosen.
  std::optional<size_t> process(std::span<const double> strengths);
  void reset();

 private:
  Parameters parameters_;
  std::optional<size_t> chosen_;
  size_t candidate_ = 0;
  size_t steps_ = 0;  ///< that the candidate has been strong for
};

}  // namespace mood
