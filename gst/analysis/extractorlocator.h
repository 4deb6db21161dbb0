/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

namespace mood {

/// A file, or where it was looked for in vain.
struct Located {
  std::string path;  ///< "" = not found
  std::vector<std::string> searched;

  explicit operator bool() const { return !path.empty(); }
  /// The places searched, separated by ", ".
  std::string places() const;
};

/// The helper program: @p override if not empty, else the environment's
/// GST_MOOD_EXTRACTOR, else relative to the file this code was loaded from
/// (so that a moved installation works), else the configured libexecdir. The
/// first of these that is set decides: a wrong path is not papered over.
Located find_helper(const std::string& override);

/// The in-process module, named by GST_MOOD_EXTRACTOR_MODULE or beside the
/// helper's usual places.
Located find_module();

}  // namespace mood
