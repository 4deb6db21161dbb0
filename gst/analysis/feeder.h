/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "extractor.h"
#include "monomixer.h"
#include "ringwriter.h"

namespace mood {

/// The streaming thread's side of the analysis: mixes audio into a region
/// and tells the extractor. Between configure() calls it performs no
/// allocation, takes no lock and does not block, unless Pace::kComplete asks
/// it to wait for results. One thread.
class Feeder {
 public:
  enum class Pace {
    kLive,      ///< never wait: a helper that is behind misses audio
    kComplete,  ///< wait, so that results are complete and repeatable
  };
  struct Parameters {
    SampleLayout layout;
    /// 0 = four seconds, or the window and two more, within the bounds.
    uint64_t region_bytes = 0;
    uint64_t interval_ns = 100'000'000;
    uint64_t window_ns = 0;  ///< 0 = no advanced analysis
    uint64_t analysis_interval_ns = 2'000'000'000;
    ipc::WindowResampling resampling = ipc::WindowResampling::kSoxrHq;
    ipc::AnalysisSettings settings;
    Pace pace = Pace::kLive;
    std::chrono::nanoseconds timeout{std::chrono::seconds(5)};
  };

  explicit Feeder(Extractor& extractor) : extractor_(extractor) {}

  /// A new region for a new format. @return false with a reason when there is
  /// no memory for it; the feeder then takes audio and does nothing with it.
  bool configure(const Parameters& parameters, std::string& error);
  void begin_epoch(bool new_song);
  /// @p planes as for MonoMixer::mix(). @return how many samples were NaN or
  /// infinite.
  uint64_t push(std::span<const std::byte* const> planes, uint64_t frames);
  void push_silence(uint64_t frames);
  /// Ends the epoch; waits for its last results, at most @p limit.
  void drain(std::chrono::nanoseconds limit);

  bool configured() const { return writer_.has_value(); }
  uint64_t configuration() const { return configuration_; }
  uint64_t epoch() const { return epoch_; }
  uint64_t position() const { return writer_ ? writer_->position() : 0; }
  uint64_t epoch_start() const { return epoch_start_; }
  const Parameters& parameters() const { return parameters_; }
  /// The window as it is analysed: what was asked for, or the longest one
  /// that the region holds beside what is about to be overwritten.
  uint64_t window_ns() const { return window_ns_; }
  /// A region that would hold the window that was asked for.
  uint64_t wanted_region_bytes() const;

 private:
  uint64_t region_bytes() const;
  void fit_window();
  ipc::ConfigurePacket make_configuration();
  template <typename Write>
  void in_chunks(uint64_t frames, Write write);
  void announce();

  Extractor& extractor_;
  Parameters parameters_;
  std::shared_ptr<ipc::AudioRegion> region_;
  std::optional<ipc::RingWriter> writer_;
  std::optional<MonoMixer> mixer_;
  uint64_t configuration_ = 0;
  uint64_t epoch_ = 0;
  uint64_t song_ = 0;
  uint64_t epoch_start_ = 0;
  uint64_t window_ns_ = 0;
  uint64_t quantum_frames_ = 1;
  uint64_t chunk_frames_ = 1;  ///< most frames written at once
  uint64_t announced_ = 0;     ///< whole quanta end here, as far as told
};

}  // namespace mood
