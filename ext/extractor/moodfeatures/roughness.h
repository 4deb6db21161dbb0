/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>

#include "moodfeatures/spectralpeaks.h"

namespace mood {

/// Sensory dissonance of the peaks after Plomp & Levelt 1965 in the form of
/// Sethares 1993: every pair within a critical band beats, the more the nearer
/// to a quarter of it; weighted with the weaker of the two strengths, relative
/// to the sum of all strengths. 0 = pure or wide intervals, about 1 = cluster.
/// Level free.
double roughness(std::span<const SpectralPeak> peaks);

}  // namespace mood
