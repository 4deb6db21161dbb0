/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "look.h"
#include "metrics.h"
#include "schmitttrigger.h"

namespace mood {

/// The look of a mood: LedFx's gradient choice and parameters. Every
/// threshold has hysteresis, so metrics that hover around one do not make the
/// lamps flicker. Not thread safe.
class LookChooser {
 public:
  /// Follows @p metrics; call it with each mood, applied or not.
  void update(const Metrics& metrics);
  /// The look of the mood last seen.
  Look look() const;

 private:
  static constexpr double kMargin = 0.03;

  std::string_view gradient() const;

  SchmittTrigger energetic_{0.7, kMargin};
  SchmittTrigger moving_{0.4, kMargin};
  SchmittTrigger bright_{0.6, kMargin};
  SchmittTrigger icy_{0.7, kMargin};
  SchmittTrigger lit_{0.3, kMargin};
  SchmittTrigger warm_{0.5, kMargin};
  SchmittTrigger pressing_{0.6, kMargin};
  double brightness_ = 0;
};

}  // namespace mood
