/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "advancedanalysis.h"

#include <utility>

namespace mood {
namespace {

/// A window counts until three more have been missed.
uint64_t horizon_frames(const WindowClock::Parameters& clock) {
  return (clock.window_ns + 3 * clock.interval_ns) / 1'000'000 * clock.rate_hz /
         1000;
}

}  // namespace

AdvancedAnalysis::AdvancedAnalysis(PacketSink& sink,
                                   std::unique_ptr<WindowAnalysis> analysis,
                                   const Parameters& parameters)
    : sink_(sink),
      parameters_(parameters),
      analysis_(std::move(analysis)),
      worker_(parameters.lockstep
                  ? nullptr
                  : std::make_unique<AdvancedWorker>(*analysis_)),
      clock_(parameters.clock),
      windows_(horizon_frames(parameters.clock)) {}

void AdvancedAnalysis::begin(const ipc::ResultOrigin& origin,
                             uint64_t epoch_start) {
  count_skipped();
  origin_ = origin;
  epoch_start_ = epoch_start;
  begun_end_ = 0;
  clock_.reset();
  windows_.clear();
}

bool AdvancedAnalysis::advance(uint64_t position) {
  if (!collect()) return false;
  for (; epoch_start_ + clock_.next().end <= position; clock_.advance())
    if (!take(clock_.next())) return false;
  return true;
}

bool AdvancedAnalysis::finish(uint64_t position) {
  if (!advance(position)) return false;
  if (worker_) worker_->wait();
  if (!collect()) return false;
  if (const auto span = clock_.last(position - epoch_start_, begun_end_)) {
    if (skipped_end_ == span->end) skipped_end_ = 0;
    if (!take(*span)) return false;
  }
  if (worker_) worker_->wait();
  return collect();
}

bool AdvancedAnalysis::collect() {
  if (!worker_) return true;
  const auto window = worker_->take();
  return !window || tell(*window);
}

bool AdvancedAnalysis::take(const WindowSpan& span) {
  count_skipped();
  const uint64_t end = epoch_start_ + span.end;
  if (was_told(end)) {
    windows_.add(end);
    return true;
  }
  AnalysedWindow window(origin_, epoch_start_ + span.start, end);
  if (busy() || !analysis_->holds(window.packet.start_position)) {
    skipped_end_ = span.end;
    return true;
  }
  begun_end_ = span.end;
  if (worker_) {
    worker_->start(window);
    return true;
  }
  analysis_->analyse(window);
  return tell(window);
}

bool AdvancedAnalysis::tell(const AnalysedWindow& window) {
  const auto& packet = window.packet;
  if (packet.origin.epoch != origin_.epoch) return true;
  if (!window.valid) {
    ++skipped_;
    return true;
  }
  windows_.add(packet.end_position);
  return sink_.send(packet);
}

void AdvancedAnalysis::count_skipped() {
  if (skipped_end_ > 0) ++skipped_;
  skipped_end_ = 0;
}

AnalysisDepth AdvancedAnalysis::depth_at(uint64_t position) const {
  return windows_.covers(position) ? AnalysisDepth::kAdvanced
                                   : AnalysisDepth::kBasic;
}

}  // namespace mood
