/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "extractor.h"

namespace mood {

/// Where the analysis shall run.
enum class Isolation {
  kAuto,     ///< process if that can be had, else thread
  kProcess,  ///< helper process
  kThread,   ///< thread of this process
  kNone,     ///< the streaming thread itself
};

struct ExtractorOptions {
  Isolation isolation = Isolation::kAuto;
  std::string helper_path;  ///< "" = the usual places
  std::chrono::nanoseconds timeout{std::chrono::seconds(5)};
  std::chrono::nanoseconds health_interval{std::chrono::seconds(30)};
};

struct ExtractorChoice {
  std::unique_ptr<Extractor> extractor;  ///< nullptr = none to be had
  std::string error;    ///< why there is none, and where was looked
  std::string warning;  ///< why it is not the first choice
};

/// Makes the extractor that @p options ask for, not started yet.
ExtractorChoice make_extractor(const ExtractorOptions& options,
                               ExtractorListener& listener);

}  // namespace mood
