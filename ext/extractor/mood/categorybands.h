/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metrics.h"
#include "mood/schmitt.h"

namespace mood {

/// Sorts energy, brightness and intensity into the category's words.
class CategoryBands {
 public:
  const Category& process(const Metrics& metrics);
  const Category& category() const { return category_; }
  void reset();

 private:
  SchmittBands energy_{{}};
  SchmittBands brightness_{{}};
  SchmittBands intensity_{{}};
  Category category_;
};

}  // namespace mood
