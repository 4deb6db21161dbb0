/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bootstrap.h"

#include <cmath>
#include <map>
#include <numeric>

#include "statistics.h"

namespace mood::accuracy {

Bootstrap::Bootstrap(std::span<const std::string> groups,
                     const Parameters& parameters)
    : parameters_(parameters), rows_(groups.size()) {
  std::map<std::string, size_t> index;
  for (size_t row = 0; row < groups.size(); ++row) {
    const auto [found, is_new] = index.emplace(groups[row], groups_.size());
    if (is_new) groups_.emplace_back();
    groups_[found->second].push_back(row);
  }
}

std::vector<size_t> Bootstrap::draw(std::mt19937_64& random) const {
  std::vector<size_t> rows;
  for (size_t i = 0; i < groups_.size(); ++i) {
    // Not std::uniform_int_distribution: it differs between libraries.
    const auto& group = groups_[random() % groups_.size()];
    rows.insert(rows.end(), group.begin(), group.end());
  }
  return rows;
}

Figure Bootstrap::figure(const Statistic& statistic) const {
  std::vector<size_t> all(rows_);
  std::iota(all.begin(), all.end(), size_t{0});
  Figure figure;
  figure.value = statistic(all);
  if (groups_.size() < 2) return figure;
  std::mt19937_64 random(parameters_.seed);
  std::vector<double> values;
  for (size_t i = 0; i < parameters_.draws; ++i) {
    // A draw may well be without what the statistic needs.
    const double value = statistic(draw(random));
    if (!std::isnan(value)) values.push_back(value);
  }
  const double tail = (1 - parameters_.coverage) / 2;
  figure.low = quantile(values, tail);
  figure.high = quantile(values, 1 - tail);
  return figure;
}

Figure Bootstrap::mean(std::span<const double> values) const {
  return figure([values](std::span<const size_t> rows) {
    std::vector<double> defined;
    for (const size_t row : rows)
      if (!std::isnan(values[row])) defined.push_back(values[row]);
    return accuracy::mean(defined);
  });
}

}  // namespace mood::accuracy
