/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "streamanalysis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cputime.h"
#include "regionwindowanalysis.h"

namespace mood {

using ipc::PacketType;

namespace {

std::unique_ptr<AdvancedAnalysis> make_advanced(
    PacketSink& sink, const ipc::RingReader& reader,
    const ipc::ConfigurePacket& configuration) {
  if (configuration.window_ns == 0) return nullptr;
  WindowClock::Parameters clock;
  clock.window_ns = configuration.window_ns;
  clock.interval_ns = configuration.analysis_interval_ns;
  clock.rate_hz = configuration.rate_hz;
  RegionWindowAnalysis::Parameters windows;
  windows.rate_hz = configuration.rate_hz;
  windows.window_frames = WindowClock(clock).window_frames();
  windows.resampling = configuration.resampling;
  auto analysis = std::make_unique<RegionWindowAnalysis>(reader, windows);
  clock.hop_frames = analysis->hop_frames();
  AdvancedAnalysis::Parameters parameters;
  parameters.clock = clock;
  parameters.lockstep = configuration.lockstep != 0;
  parameters.features_position = configuration.features_position;
  return std::make_unique<AdvancedAnalysis>(sink, std::move(analysis),
                                            parameters);
}

}  // namespace

StreamAnalysis::StreamAnalysis(PacketSink& sink, SongAnalysis& song,
                               ipc::AudioRegion region,
                               const ipc::ConfigurePacket& configuration)
    : sink_(sink),
      song_(song),
      analysis_(song.analysis),
      region_(std::move(region)),
      configuration_(configuration),
      reader_(region_),
      resampler_({.rate_hz = double(configuration.rate_hz),
                  .maximum_frames = configuration.quantum_frames}),
      interval_(configuration.interval_ns, configuration.rate_hz),
      mono_(configuration.quantum_frames),
      advanced_(make_advanced(sink, reader_, configuration)),
      progress_(ipc::make_packet<ipc::ProgressPacket>(PacketType::kProgress)) {
  origin_.configuration = configuration.configuration;
  analysis_.set_depth(advanced_ ? AnalysisDepth::kAdvanced
                                : AnalysisDepth::kBasic);
}

bool StreamAnalysis::service() {
  const uint64_t started_ns = thread_cpu_ns();
  if (advanced_ && !advanced_->collect()) return false;
  bool worked = false;
  uint64_t turns = std::max<uint64_t>(
      1, configuration_.rate_hz / configuration_.quantum_frames);
  for (; turns > 0; --turns) {
    const auto now = reader_.timeline();
    if (now.epoch == 0) break;  // nothing has been announced yet
    if (now.epoch != origin_.epoch) begin(now);
    if (skip_overwritten()) {
      worked = true;
      continue;  // the timeline may have changed as well
    }
    const uint64_t end = std::min(now.committed, now.epoch_end);
    const bool whole = position_ + configuration_.quantum_frames <= end;
    const bool ends = end == now.epoch_end;
    if (!whole && (!ends || drained_)) break;
    worked = true;
    if (position_ < end && !analyse_block(std::min<uint64_t>(
                               configuration_.quantum_frames, end - position_)))
      return false;
    if (ends && position_ >= end && !finish_epoch()) return false;
  }
  unfinished_ = turns == 0;
  progress_.analysis_ns += thread_cpu_ns() - started_ns;
  return !worked || send_progress();
}

void StreamAnalysis::begin(const ipc::Timeline& timeline) {
  const bool takes_over = origin_.epoch == 0;
  if (timeline.song != song_.song) analysis_.start_song();
  song_.song = timeline.song;
  origin_.epoch = timeline.epoch;
  epoch_start_ = timeline.epoch_start;
  drained_ = false;
  interval_.reset();
  if (advanced_) advanced_->begin(origin_, epoch_start_);
  restart_at(epoch_start_);
  // A helper that takes over reads history as far back as it lasts, but keeps
  // clear of the part that is about to be overwritten.
  const uint64_t slack = reader_.capacity_frames() / 8;
  const uint64_t oldest = reader_.oldest();
  if (takes_over && oldest > 0 && oldest + slack > position_)
    restart_at(oldest + slack);
}

void StreamAnalysis::restart_at(uint64_t position) {
  const uint64_t quantum = configuration_.quantum_frames;
  const uint64_t offset = position - epoch_start_;
  position_ = epoch_start_ + (offset + quantum - 1) / quantum * quantum;
  anchor_ = position_;
  fed_ = 0;
  resampler_.reset();
  analysis_.start_timeline();
  while (epoch_start_ + interval_.end() <= position_) interval_.advance();
}

bool StreamAnalysis::skip_overwritten() {
  const uint64_t oldest = reader_.oldest();
  if (position_ >= oldest) return false;
  restart_at(oldest + reader_.capacity_frames() / 4);
  ++progress_.overruns;
  return true;
}

bool StreamAnalysis::analyse_block(uint64_t frames) {
  auto end = mono_.begin();
  for (const auto run : reader_.runs(position_, frames))
    end = std::copy(run.begin(), run.end(), end);
  if (!reader_.intact(position_)) return true;  // skipped at the next look
  position_ += frames;
  return feed(resampler_.process({mono_.data(), frames}));
}

bool StreamAnalysis::finish_epoch() {
  drained_ = true;
  // In lockstep features come before the moods that end with them; else they
  // come last, for it takes a while.
  if (configuration_.lockstep && !finish_windows()) return false;
  if (!feed(resampler_.flush())) return false;
  const bool partial = position_ > epoch_start_ + interval_.start();
  if (partial && !send_mood(position_)) return false;
  return configuration_.lockstep || finish_windows();
}

bool StreamAnalysis::finish_windows() {
  return !advanced_ || advanced_->finish(position_);
}

bool StreamAnalysis::feed(std::span<const float> samples) {
  // Resampling rounds: its last sample may stand for a fraction of a frame
  // not read yet, so a boundary also waits for the audio itself.
  for (;;) {
    const uint64_t boundary = epoch_start_ + interval_.end();
    const uint64_t index = analysis_index(boundary);
    const uint64_t wanted = index > fed_ ? index - fed_ : 0;
    if (boundary > position_ || wanted > samples.size()) break;
    analysis_.process(samples.first(wanted));
    samples = samples.subspan(wanted);
    fed_ += wanted;
    if (!advance_windows(boundary) || !send_beats() || !send_sections() ||
        !send_mood(boundary))
      return false;
    interval_.advance();
  }
  analysis_.process(samples);
  fed_ += samples.size();
  return send_beats() && send_sections() && advance_windows(position_);
}

bool StreamAnalysis::advance_windows(uint64_t position) {
  return !advanced_ || advanced_->advance(position);
}

uint64_t StreamAnalysis::analysis_index(uint64_t position) const {
  return (position - anchor_) *
         static_cast<uint64_t>(BasicAnalysis::kSampleRate) /
         configuration_.rate_hz;
}

bool StreamAnalysis::send_mood(uint64_t end) {
  if (end <= configuration_.resume_position) return true;
  auto packet = ipc::make_packet<ipc::MoodPacket>(PacketType::kMood);
  packet.origin = origin_;
  packet.start_position = epoch_start_ + interval_.start();
  packet.end_position = end;
  packet.mood = analysis_.frame();
  if (advanced_) {
    packet.mood.genre = analysis_.genre();
    packet.mood.category.genre = packet.mood.genre.genre;
    packet.mood.key = analysis_.key();
    packet.mood.section = analysis_.section();
    packet.mood.depth = advanced_->depth_at(end);
  }
  ++progress_.mood_count;
  return sink_.send(packet);
}

uint64_t StreamAnalysis::position_of(double offset_s) const {
  const double rate_hz = configuration_.rate_hz;
  return anchor_ + uint64_t(std::llround(std::max(offset_s, 0.0) * rate_hz));
}

bool StreamAnalysis::send_beats() {
  bool delivered = true;
  for (const Beat& beat : analysis_.beats()) {
    auto packet = ipc::make_packet<ipc::BeatPacket>(PacketType::kBeat);
    packet.origin = origin_;
    packet.position = position_of(beat.offset_s);
    if (packet.position < configuration_.beats_position) continue;
    if (beat.next_offset_s > beat.offset_s)
      packet.next_position = position_of(beat.next_offset_s);
    packet.tempo_bpm = beat.tempo_bpm;
    packet.confidence = beat.confidence;
    packet.bar_position = beat.bar_position;
    delivered = delivered && sink_.send(packet);
  }
  analysis_.clear_beats();
  return delivered;
}

bool StreamAnalysis::send_sections() {
  bool delivered = true;
  for (const SectionChange& change : analysis_.section_changes()) {
    auto packet = ipc::make_packet<ipc::SectionPacket>(PacketType::kSection);
    packet.origin = origin_;
    // Resampling rounds: not beyond the audio that was there.
    packet.told_position =
        std::min(position_of(change.told_offset_s), position_);
    packet.position =
        std::min(position_of(change.offset_s), packet.told_position);
    if (packet.told_position <= configuration_.sections_position) continue;
    packet.confidence = change.confidence;
    packet.section = change.section;
    packet.previous = change.previous;
    packet.event = change.event;
    delivered = delivered && sink_.send(packet);
  }
  analysis_.clear_section_changes();
  return delivered;
}

bool StreamAnalysis::send_progress() {
  progress_.origin = origin_;
  progress_.position = position_;
  progress_.drained = drained_;
  if (advanced_) progress_.skipped_analyses = advanced_->skipped();
  return sink_.send(progress_);
}

}  // namespace mood
