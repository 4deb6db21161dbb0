/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string>

#include "goldenfigures.h"
#include "windowresult.h"

namespace mood::features {

/// Whether the window fills enough of its buffer to be analysed at all: the
/// extractor's caller asks this, as extract_features does.
bool is_ready(const test::GoldenCase& window);

/// What of @p result is farther from @p reference than golden_tolerance(), one
/// line for each value; empty if nothing is.
std::string deviations(const WindowResult& result,
                       const test::GoldenCase& window,
                       const test::GoldenReference& reference);

/// Name for a parameterised test.
std::string test_name(const std::string& name);

}  // namespace mood::features
