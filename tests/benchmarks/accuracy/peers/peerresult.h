/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

namespace mood::accuracy {

/// What another program says of a clip. What it does not say is 0 or empty.
struct PeerResult {
  double tempo_bpm = 0;
  std::vector<double> beats_s;
  std::string key;   ///< as in `mood` messages
  std::string mode;  ///< as in `mood` messages
};

}  // namespace mood::accuracy
