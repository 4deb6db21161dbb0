/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "beatgrid.h"

namespace mood {
namespace {

constexpr double kMinute_ns = 60e9;
// A tracker may miss one beat and still be right about the others.
constexpr uint64_t kStalePeriods = 3;
constexpr uint32_t kMaxBeatsPerBar = 12;

}  // namespace

void BeatGrid::update(const BeatUpdate& beat) {
  // A bar's last position tells its length, however it is counted.
  if (beat.bar_position == 1 && position_ > 1 && position_ <= kMaxBeatsPerBar) {
    beats_per_bar_ = position_;
  }
  position_ = beat.bar_position;
  if (position_ > beats_per_bar_) beats_per_bar_ = position_;
  beat_ns_ = beat.running_time_ns;
  next_ns_.reset();
  if (beat.next_beat_ns && *beat.next_beat_ns > beat_ns_ &&
      *beat.next_beat_ns <= beat_ns_ + kMaxPeriod_ns) {
    next_ns_ = beat.next_beat_ns;
  }
  const double by_tempo_ns =
      beat.tempo_bpm > 0 ? kMinute_ns / beat.tempo_bpm : 0;
  period_ns_ = next_ns_                       ? *next_ns_ - beat_ns_
               : by_tempo_ns <= kMaxPeriod_ns ? uint64_t(by_tempo_ns)
                                              : 0;
}

void BeatGrid::clear() { *this = BeatGrid(); }

std::optional<uint64_t> BeatGrid::next(uint64_t at_ns, uint64_t now_ns,
                                       Quantize quantize) const {
  const bool known = period_ns_ > 0 && quantize != Quantize::kOff;
  if (!known || now_ns > beat_ns_ + kStalePeriods * period_ns_) {
    return std::nullopt;
  }
  int64_t index = index_from(at_ns);
  if (quantize == Quantize::kBar && position_ > 0) {
    const int64_t bar = beats_per_bar_;
    const int64_t place = (int64_t{position_} - 1 + index) % bar;
    index += (bar - (place + bar) % bar) % bar;
  }
  return line_ns(index);
}

uint64_t BeatGrid::nearest(uint64_t at_ns) const {
  if (period_ns_ == 0) return at_ns;
  const uint64_t half_ns = period_ns_ / 2;
  return line_ns(index_from(at_ns > half_ns ? at_ns - half_ns : 0));
}

// Of the first beat at or after that time; the beat told of has number 0.
int64_t BeatGrid::index_from(uint64_t at_ns) const {
  if (at_ns <= beat_ns_) {
    return -static_cast<int64_t>((beat_ns_ - at_ns) / period_ns_);
  }
  return (at_ns - beat_ns_ + period_ns_ - 1) / period_ns_;
}

uint64_t BeatGrid::line_ns(int64_t index) const {
  return beat_ns_ + static_cast<uint64_t>(index) * period_ns_;
}

}  // namespace mood
