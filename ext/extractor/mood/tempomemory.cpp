/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/tempomemory.h"

#include <algorithm>
#include <cmath>

namespace mood {

void TempoMemory::add(double tempo_bpm, double confidence) {
  count_ = std::min(count_ + 1, memory_);
  const double part = 1 / count_;
  for (Bin& bin : bins_) {
    bin.weight *= 1 - part;
    bin.sum_bpm *= 1 - part;
  }
  if (!(tempo_bpm > 0)) return;
  const double place = kBinsPerOctave * std::log2(tempo_bpm / kLowest_bpm);
  const auto index =
      static_cast<size_t>(std::clamp(place, 0.0, double{kBins - 1}));
  bins_[index].weight += part * confidence;
  bins_[index].sum_bpm += part * confidence * tempo_bpm;
}

double TempoMemory::tempo_bpm() const {
  // Two neighbours together: a tempo may lie on the border between them.
  Bin best;
  for (size_t i = 0; i + 1 < kBins; ++i) {
    const Bin pair = {bins_[i].weight + bins_[i + 1].weight,
                      bins_[i].sum_bpm + bins_[i + 1].sum_bpm};
    if (pair.weight > best.weight) best = pair;
  }
  return best.weight > 0 ? best.sum_bpm / best.weight : 0;
}

void TempoMemory::reset() {
  count_ = 0;
  bins_ = {};
}

}  // namespace mood
