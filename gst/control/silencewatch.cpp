/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "silencewatch.h"

namespace mood {

void SilenceWatch::hear_silence(uint64_t now_ns) {
  sound_since_ns_.reset();
  if (phase_ != Phase::kMusic) return;
  phase_ = Phase::kSilent;
  since_ns_ = now_ns;
}

void SilenceWatch::hear_sound(uint64_t now_ns) {
  if (phase_ == Phase::kSilent) phase_ = Phase::kMusic;
  if (quiet() && !sound_since_ns_) sound_since_ns_ = now_ns;
}

void SilenceWatch::start_timeline() {
  since_ns_ = 0;
  sound_since_ns_.reset();
}

std::optional<SilenceWatch::Due> SilenceWatch::next() const {
  if (sound_since_ns_) {
    return Due{Step::kRestore, *sound_since_ns_ + settings_.restore_after_ns};
  }
  if (phase_ == Phase::kSilent) {
    return Due{Step::kQuiet, since_ns_ + settings_.quiet_after_ns};
  }
  if (phase_ == Phase::kQuiet && settings_.release_after_ns != 0) {
    return Due{Step::kRelease, since_ns_ + settings_.release_after_ns};
  }
  return std::nullopt;
}

void SilenceWatch::done() {
  if (sound_since_ns_) {
    phase_ = Phase::kMusic;
    sound_since_ns_.reset();
  } else if (phase_ == Phase::kSilent) {
    phase_ = Phase::kQuiet;
  } else if (phase_ == Phase::kQuiet) {
    phase_ = Phase::kReleased;
  }
}

}  // namespace mood
