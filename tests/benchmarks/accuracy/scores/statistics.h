/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

/// Figures of merit. Those that are not defined for the values given (none of
/// them, or all alike) are not a number.
namespace mood::accuracy {

double mean(std::span<const double> values);

/// Pearson's correlation of @p x and @p y, which are of one length. -1..1.
double pearson(std::span<const double> x, std::span<const double> y);

/// Concordance correlation coefficient: how near to the line x = y the pairs
/// are, with moments divided by n. -1..1.
/// Lin, "A concordance correlation coefficient to evaluate reproducibility",
/// Biometrics 45 (1989).
double concordance(std::span<const double> x, std::span<const double> y);

/// Spearman's correlation: Pearson's of the ranks, ties sharing their mean.
double spearman(std::span<const double> x, std::span<const double> y);

/// The value below which @p share (0..1) of @p values are, between two of them
/// in proportion: numpy.quantile's "linear" method.
double quantile(std::span<const double> values, double share);

/// 1 = happy, 2 = angry, 3 = sad, 4 = calm; zero counts as positive.
/// Russell, "A circumplex model of affect", J. Pers. Soc. Psychol. 39 (1980).
int quadrant(double valence, double arousal);

}  // namespace mood::accuracy
