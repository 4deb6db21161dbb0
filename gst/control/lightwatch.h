/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "flashlimiter.h"
#include "scenecommand.h"

namespace mood {

/// Keeps what the lamps are told below the limit of flashes, whatever was
/// asked for: flashes too many are refused, scenes are put off, and jumps of
/// brightness or colour become soft. Commands come in the order of their final
/// running times. Not thread safe.
class LightWatch {
 public:
  /// Slower changes do not flash.
  static constexpr uint32_t kSoftTransition_ms = 1000;

  enum class Verdict {
    kPass,    ///< send it; it may have been made softer
    kRefuse,  ///< do not send it
    kLater,   ///< it has a later running time now
  };

  /// Without a limit everything passes.
  void set_unlimited(bool unlimited) { unlimited_ = unlimited; }
  Verdict judge(SceneCommand& command);
  /// Running time restarts at 0, having been at @p now_ns.
  void start_timeline(uint64_t now_ns) { limiter_.start_timeline(now_ns); }

 private:
  bool is_sudden(const EffectAction& effect) const;

  FlashLimiter limiter_;
  bool unlimited_ = false;
  std::string gradient_;              ///< shown now, empty = not known
  std::optional<double> brightness_;  ///< 0..1, shown now
};

}  // namespace mood
