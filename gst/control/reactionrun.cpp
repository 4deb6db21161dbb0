/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reactionrun.h"

#include "timespan.h"

namespace mood {

bool ReactionRun::admit(StructureEvent event, uint64_t now_ns,
                        uint64_t cooldown_ns) {
  const bool repeated =
      event == event_ && within(answered_ns_, now_ns, cooldown_ns);
  if (repeated || within(answered_ns_, now_ns, kMinSpacing_ns)) return false;
  event_ = event;
  answered_ns_ = now_ns;
  return true;
}

void ReactionRun::start(StructureEvent event, const Reaction* reaction,
                        uint64_t end_ns) {
  running_ = true;
  event_ = event;
  reaction_ = reaction;
  end_ns_ = end_ns;
}

void ReactionRun::start_timeline() {
  running_ = false;
  answered_ns_.reset();
}

bool ReactionRun::expects_drop() const {
  return event_ == StructureEvent::kBuildStart ||
         event_ == StructureEvent::kBreakdownStart;
}

Look ReactionRun::over(const Look& own) const {
  return running_ && reaction_ != nullptr ? reaction_->over(own) : own;
}

}  // namespace mood
