/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "look.h"
#include "moodrule.h"
#include "moodupdate.h"
#include "schmitttrigger.h"

namespace mood {

/// The look of a mood: LedFx's gradient choice and parameters. Every
/// threshold has hysteresis, so metrics that hover around one do not make the
/// lamps flicker. Not thread safe.
class LookChooser {
 public:
  /// Gradients that the user wants for some moods.
  void set_rules(const std::vector<MoodRule>& rules) { rules_ = rules; }
  /// Follows @p mood; call it with each one, applied or not.
  void update(const MoodUpdate& mood);
  /// The look of the mood last seen.
  Look look() const;
  /// The user's gradient for @p state, if there is one.
  std::optional<std::string> gradient_for(State state) const;

 private:
  static constexpr double kMargin = 0.03;

  std::string gradient() const;

  SchmittTrigger energetic_{0.7, kMargin};
  SchmittTrigger moving_{0.4, kMargin};
  SchmittTrigger bright_{0.6, kMargin};
  SchmittTrigger icy_{0.7, kMargin};
  SchmittTrigger lit_{0.3, kMargin};
  SchmittTrigger warm_{0.5, kMargin};
  SchmittTrigger pressing_{0.6, kMargin};
  double brightness_ = 0;
  State state_ = State::kUnknown;
  std::string category_;
  std::vector<MoodRule> rules_;
};

}  // namespace mood
