/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mood::accuracy {

/// Precision, recall and their harmonic mean, 0..1. As in mir_eval 0.7, all
/// are 0 where either list is empty.
struct FMeasure {
  double precision = 0;
  double recall = 0;
  double f = 0;
};

/// How many moments of @p reference and @p estimate can be paired, each with
/// one of the other, no further than @p tolerance_s apart. Both in order. With
/// one tolerance for all, taking them in turn finds as many as any way can.
size_t matches(std::span<const double> reference,
               std::span<const double> estimate, double tolerance_s);

/// mir_eval's f_measure of events: beat (tolerance .07 s), onset,
/// segment.detection (with trim=True, that is, without the ends).
/// Raffel et al., "mir_eval: a transparent implementation of common MIR
/// metrics", ISMIR 2014.
FMeasure f_measure(std::span<const double> reference,
                   std::span<const double> estimate, double tolerance_s);

/// Of counts: @p hits pairs of @p references and @p estimates.
FMeasure f_measure(double hits, double references, double estimates);

/// Those of @p times_s, which are in order, from @p start_s to @p end_s.
std::vector<double> between(std::span<const double> times_s, double start_s,
                            double end_s);

}  // namespace mood::accuracy
