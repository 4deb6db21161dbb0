/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

#include "table.h"

namespace mood::accuracy {

using bench::Table;

/// What is said of one subject.
struct Report {
  std::vector<Table> tables;     ///< printed, and in the JSON
  std::vector<Table> data_only;  ///< in the JSON
  std::string note;              ///< printed; "" = none
};

}  // namespace mood::accuracy
