/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/categorybands.h"

namespace mood {

const Category& CategoryBands::process(const Metrics& metrics) {
  constexpr IntensityBand kIntensities[] = {
      IntensityBand::kGentle, IntensityBand::kPlain, IntensityBand::kIntense};
  category_.energy = static_cast<EnergyBand>(energy_.process(metrics.energy));
  category_.brightness =
      static_cast<BrightnessBand>(brightness_.process(metrics.brightness));
  category_.intensity = kIntensities[intensity_.process(metrics.intensity)];
  return category_;
}

void CategoryBands::reset() {
  energy_.reset();
  brightness_.reset();
  intensity_.reset();
  category_ = {};
}

}  // namespace mood
