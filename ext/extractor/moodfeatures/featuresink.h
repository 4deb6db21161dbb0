/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string_view>

namespace mood {

/// Takes features in their order.
class FeatureSink {
 public:
  virtual ~FeatureSink() = default;
  virtual void put(std::string_view name, std::string_view suffix,
                   double value) = 0;
};

}  // namespace mood
