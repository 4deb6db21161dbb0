/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "feeder.h"

#include <algorithm>
#include <utility>

namespace mood {
namespace {

constexpr uint64_t kSecond_ns = 1'000'000'000;
/// A region keeps this much audio, so that a helper which takes over needs no
/// refill.
constexpr uint64_t kHistory_ns = 4 * kSecond_ns;
/// It keeps a window this long after it ended, for the analysis to begin.
constexpr uint64_t kSlack_ns = 2 * kSecond_ns;
/// A small region keeps at least this part for that.
constexpr uint64_t kSlackParts = 4;
/// Work is done, and told of, in pieces of 1/50 s.
constexpr uint64_t kQuantaPerSecond = 50;

}  // namespace

uint64_t Feeder::wanted_region_bytes() const {
  const uint64_t kept_ns =
      std::max(kHistory_ns, parameters_.window_ns + kSlack_ns);
  const uint64_t frames =
      (kept_ns * parameters_.layout.rate_hz + kSecond_ns - 1) / kSecond_ns;
  return frames * sizeof(float);
}

uint64_t Feeder::region_bytes() const {
  const uint64_t wanted = parameters_.region_bytes ? parameters_.region_bytes
                                                   : wanted_region_bytes();
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
  fit_window();
  extractor_.assign({.region = region_, .configuration = make_configuration()});
  return true;
}

void Feeder::fit_window() {
  const uint64_t capacity = writer_->capacity_frames();
  const uint64_t rate_hz = parameters_.layout.rate_hz;
  const uint64_t slack =
      std::min(kSlack_ns * rate_hz / kSecond_ns, capacity / kSlackParts);
  window_ns_ = std::min(parameters_.window_ns,
                        (capacity - slack) * kSecond_ns / rate_hz);
  // A window that ended in the quantum before a chunk must outlive the chunk,
  // for results in kComplete come after it.
  const uint64_t window = (window_ns_ * rate_hz + kSecond_ns - 1) / kSecond_ns;
  chunk_frames_ = writer_->maximum_chunk_frames();
  if (window > 0)
    chunk_frames_ =
        std::min(chunk_frames_, capacity - window - quantum_frames_);
}

ipc::ConfigurePacket Feeder::make_configuration() {
  auto packet =
      ipc::make_packet<ipc::ConfigurePacket>(ipc::PacketType::kConfigure);
  packet.configuration = ++configuration_;
  packet.interval_ns = parameters_.interval_ns;
  packet.window_ns = window_ns_;
  packet.analysis_interval_ns = parameters_.analysis_interval_ns;
  packet.quantum_frames = static_cast<uint32_t>(quantum_frames_);
  packet.rate_hz = parameters_.layout.rate_hz;
  packet.resampling = parameters_.resampling;
  packet.lockstep = parameters_.pace == Pace::kComplete;
  packet.settings = parameters_.settings;
  return packet;
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
    const uint64_t chunk = std::min(frames - done, chunk_frames_);
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
    extractor_.wait_for(
        {.configuration = configuration_,
         .epoch = epoch_,
         .position = announced_},
        2 * (parameters_.timeout + longest_analysis(window_ns_)));
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
