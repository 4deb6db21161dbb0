/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <thread>

#include "recordingsink.h"
#include "ringwriter.h"
#include "session.h"

namespace mood::test {

using namespace ipc;

/// A region, a writer on it, and a session that reads it.
class AnalysedStream {
 public:
  struct Options {
    uint32_t rate_hz = 44100;
    uint64_t interval_ns = 100'000'000;
    uint32_t quantum_frames = 882;
    uint64_t capacity_frames = 220'500;
    uint64_t window_ns = 0;
    uint64_t analysis_interval_ns = 2'000'000'000;
    WindowResampling resampling = WindowResampling::kSoxrHq;
    bool lockstep = true;
  };

  explicit AnalysedStream(const Options& options) : options_(options) {
    std::string error;
    region_ = AudioRegion::create_private(4 * options.capacity_frames, error);
    writer_.emplace(*region_);
  }

  /// What the helper before has told.
  struct Delivered {
    uint64_t resume_position = 0;
    uint64_t features_position = 0;
    uint64_t beats_position = 0;
    uint64_t sections_position = 0;
  };

  /// A helper comes up, or another one in its place.
  void configure() { configure({}); }
  void configure(const Delivered& delivered) {
    session_.emplace(sink, Session::Placement::kInProcess);
    auto packet = make_packet<ConfigurePacket>(PacketType::kConfigure);
    packet.configuration = 5;
    packet.region_bytes = region_->region_bytes();
    packet.in_process_address = region_->address();
    packet.interval_ns = options_.interval_ns;
    packet.window_ns = options_.window_ns;
    packet.analysis_interval_ns = options_.analysis_interval_ns;
    packet.resampling = options_.resampling;
    packet.lockstep = options_.lockstep;
    packet.resume_position = delivered.resume_position;
    packet.features_position = delivered.features_position;
    packet.beats_position = delivered.beats_position;
    packet.sections_position = delivered.sections_position;
    packet.quantum_frames = options_.quantum_frames;
    packet.rate_hz = options_.rate_hz;
    PacketBuffer buffer;
    buffer.size = sizeof(packet);
    std::memcpy(buffer.bytes, &packet, sizeof(packet));
    ASSERT_TRUE(session_->handle(buffer)) << sink.error();
    service();
  }
  void begin_epoch(uint64_t epoch, uint64_t song = 1) {
    writer_->begin_epoch(epoch, song);
  }
  void write(std::span<const float> samples) {
    writer_->write(samples.size(), [&](std::span<float> run, uint64_t offset) {
      std::ranges::copy(samples.subspan(offset, run.size()), run.begin());
    });
  }
  /// As much as the ring takes at once; serviced after each @p chunk.
  void write_and_service(std::span<const float> samples, size_t chunk) {
    while (!samples.empty()) {
      const size_t count = std::min(chunk, samples.size());
      write(samples.first(count));
      samples = samples.subspan(count);
      service();
    }
  }
  void end_epoch() {
    writer_->end_epoch();
    service();
  }
  void service() {
    do ASSERT_TRUE(session_->service());
    while (session_->unfinished());
  }
  /// Looks again until @p holds, as the run loop does while it is busy.
  template <typename Predicate>
  void service_until(Predicate holds) {
    while (!holds()) {
      service();
      std::this_thread::yield();
    }
  }
  bool busy() const { return session_->busy(); }
  uint64_t position() const { return writer_->position(); }

  RecordingSink sink;

 private:
  Options options_;
  std::optional<AudioRegion> region_;
  std::optional<RingWriter> writer_;
  std::optional<Session> session_;
};

}  // namespace mood::test
