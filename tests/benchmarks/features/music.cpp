/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "music.h"

#include <map>
#include <vector>

#include "tune.h"

namespace mood::bench {

std::span<const float> music(double rate_hz) {
  constexpr double kStart_s = 20;
  static std::map<double, std::vector<float>> tunes;
  auto& tune = tunes[rate_hz];
  if (tune.empty()) tune = test::synthesise_tune(rate_hz, 1);
  return std::span<const float>(tune).subspan(size_t(kStart_s * rate_hz));
}

}  // namespace mood::bench
