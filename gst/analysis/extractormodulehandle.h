/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gmodule.h>

#include <memory>
#include <string>

#include "extractormodule.h"

namespace mood {

/// The extractor loaded into this process. Stays loaded until the process
/// ends once it was in use: its libraries keep state of their own.
class ExtractorModuleHandle {
 public:
  /// @return nullptr with a reason when there is no module that fits.
  static std::shared_ptr<ExtractorModuleHandle> load(std::string& error);

  const MoodExtractorModule& operator*() const { return *module_; }
  const MoodExtractorModule* operator->() const { return module_; }

 private:
  explicit ExtractorModuleHandle(const MoodExtractorModule* module)
      : module_(module) {}

  const MoodExtractorModule* module_;
};

}  // namespace mood
