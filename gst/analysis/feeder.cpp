/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "feeder.h"

#include <algorithm>
#include <utility>

namespace mood {
namespace {

/// A region keeps this much audio, so that a helper which takes over needs no
/// refill.
constexpr uint64_t kHistory_s = 4;
/// Work is done, and told of, in pieces of 1/50 s.
constexpr uint64_t kQuantaPerSecond = 50;

}  // namespace

uint64_t Feeder::region_bytes() const {
  const uint64_t wanted =
      parameters_.region_bytes
          ? parameters_.region_bytes
          : kHistory_s * parameters_.layout.rate_hz * sizeof(float);
  return std::clamp(wanted, ipc::kMinimumRegionBytes, ipc::kMaximumRegionBytes);
}

bool Feeder::configure(const Parameters& parameters, std::string& error) {
  parameters_ = parameters;
  writer_.reset();
  auto region = extractor_.in_process()
                    ? ipc::AudioRegion::create_private(region_bytes(), error)
                    : ipc::AudioRegion::create_shared(region_bytes(), error);
  if (!region) return false;
  region_ = std::make_shared<ipc::AudioRegion>(std::move(*region));
  writer_.emplace(*region_);
  mixer_.emplace(parameters.layout);
  quantum_frames_ = std::max<uint64_t>(
      1, std::min<uint64_t>(parameters.layout.rate_hz / kQuantaPerSecond,
                            writer_->capacity_frames() / 8));
  announced_ = epoch_start_ = 0;

  Assignment assignment;
  assignment.region = region_;
  assignment.complete = parameters.pace == Pace::kComplete;
  auto& packet = assignment.configuration;
  packet = ipc::make_packet<ipc::ConfigurePacket>(ipc::PacketType::kConfigure);
  packet.configuration = ++configuration_;
  packet.interval_ns = parameters.interval_ns;
  packet.quantum_frames = static_cast<uint32_t>(quantum_frames_);
  packet.rate_hz = parameters.layout.rate_hz;
  packet.settings = parameters.settings;
  extractor_.assign(std::move(assignment));
  return true;
}

void Feeder::begin_epoch(bool new_song) {
  ++epoch_;
  if (new_song || song_ == 0) ++song_;
  if (!writer_) return;
  epoch_start_ = announced_ = writer_->position();
  writer_->begin_epoch(epoch_, song_);
}

template <typename Write>
void Feeder::in_chunks(uint64_t frames, Write write) {
  // Results in kComplete come before the next chunk, so small ones keep a
  // large buffer from overrunning the region.
  uint64_t done = 0;
  while (writer_ && done < frames) {
    const uint64_t chunk =
        std::min(frames - done, writer_->maximum_chunk_frames());
    write(done, chunk);
    done += chunk;
    announce();
  }
}

uint64_t Feeder::push(std::span<const std::byte* const> planes,
                      uint64_t frames) {
  uint64_t non_finite = 0;
  in_chunks(frames, [&](uint64_t done, uint64_t chunk) {
    writer_->write(chunk, [&](std::span<float> run, uint64_t offset) {
      non_finite += mixer_->mix(planes, done + offset, run);
    });
  });
  return non_finite;
}

void Feeder::push_silence(uint64_t frames) {
  in_chunks(frames, [&](uint64_t, uint64_t chunk) {
    writer_->write(chunk, [](std::span<float> run, uint64_t) {
      std::fill(run.begin(), run.end(), 0.0f);
    });
  });
}

void Feeder::announce() {
  const uint64_t position = writer_->position();
  if (position - announced_ < quantum_frames_) return;
  announced_ += (position - announced_) / quantum_frames_ * quantum_frames_;
  const bool waits = parameters_.pace == Pace::kComplete;
  extractor_.notify(waits);
  if (waits)
    // A hung helper is replaced after one timeout; its successor gets as long.
    extractor_.wait_for({.configuration = configuration_,
                         .epoch = epoch_,
                         .position = announced_},
                        2 * parameters_.timeout);
}

void Feeder::drain(std::chrono::nanoseconds limit) {
  if (!writer_ || writer_->position() == epoch_start_) return;
  writer_->end_epoch();
  extractor_.notify(true);
  extractor_.wait_for({.configuration = configuration_,
                       .epoch = epoch_,
                       .position = writer_->position(),
                       .drained = true},
                      limit);
}

}  // namespace mood
