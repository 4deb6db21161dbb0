/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampstats.h"

namespace mood {

LampStats& LampStats::operator+=(const LampStats& other) {
  commands += other.commands;
  requests += other.requests;
  coalesced += other.coalesced;
  dropped += other.dropped;
  refused += other.refused;
  failures += other.failures;
  incidents += other.incidents;
  lamps += other.lamps;
  lamps_up += other.lamps_up;
  pending += other.pending;
  if (!other.last_error.empty()) last_error = other.last_error;
  return *this;
}

}  // namespace mood
