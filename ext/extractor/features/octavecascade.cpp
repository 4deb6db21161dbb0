/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/octavecascade.h"

#include <algorithm>

namespace mood::features {
namespace {

/// Outputs of the decimator in which any of @p inputs has a part.
Range touched(const Range& inputs, size_t outputs) {
  constexpr size_t kReach = Decimator::kReach;
  if (inputs.empty()) return {};
  const size_t begin =
      inputs.begin > kReach ? (inputs.begin - kReach + 1) / 2 : 0;
  return {begin, std::min((inputs.end - 1 + kReach) / 2 + 1, outputs)};
}

Stale touched(const Stale& inputs, size_t outputs) {
  return Stale{touched(inputs.head, outputs), touched(inputs.tail, outputs)}
      .widened(0, outputs);  // joins the two where they meet
}

}  // namespace

OctaveCascade::OctaveCascade(const Parameters& parameters)
    : decimator_(parameters.isa) {
  size_t length = parameters.maximum_samples;
  for (auto& samples : decimated_) {
    length = Decimator::length(length);
    samples.resize(length);
  }
}

void OctaveCascade::process(std::span<const float> signal,
                            const Stale& changed) {
  const bool same_length = signal.size() == lengths_[0];
  stale_[0] = same_length ? with_borders(changed, signal.size())
                          : Stale::all(signal.size());
  if (same_length) move();
  shifted_hops_ = 0;
  signal_ = signal;
  lengths_[0] = signal.size();
  for (size_t k = 1; k < kOctaves; ++k) {
    lengths_[k] = Decimator::length(lengths_[k - 1]);
    stale_[k] = touched(stale_[k - 1], lengths_[k]);
    decimator_.process(this->signal(k - 1), stale_[k].head, decimated_[k - 1]);
    decimator_.process(this->signal(k - 1), stale_[k].tail, decimated_[k - 1]);
  }
}

/// Where the window moved on, the samples before its first became zeros and
/// those after its former last ceased to be zeros.
Stale OctaveCascade::with_borders(const Stale& changed, size_t samples) const {
  if (shifted_hops_ == 0) return changed.widened(0, samples);
  if (shifted_hops_ * kHop >= samples) return Stale::all(samples);
  size_t head_end = 1;
  size_t tail_begin = samples - shifted_hops_ * kHop;
  for (const Range& range : {changed.head, changed.tail}) {
    if (range.empty()) continue;
    if (range.end < samples)
      head_end = std::max(head_end, range.end);
    else
      tail_begin = std::min(tail_begin, range.begin);
  }
  return Stale::edges(head_end, tail_begin, samples);
}

void OctaveCascade::move() {
  for (size_t k = 1; k < kOctaves && shifted_hops_ > 0; ++k) {
    const size_t offset = shifted_hops_ * hop(k);
    if (offset >= lengths_[k]) return;
    auto& samples = decimated_[k - 1];
    std::copy(samples.begin() + ptrdiff_t(offset),
              samples.begin() + ptrdiff_t(lengths_[k]), samples.begin());
  }
}

}  // namespace mood::features
