/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/app/gstappsrc.h>

#include <atomic>
#include <thread>
#include <vector>

namespace mood::bench {

/// Plays the synthesised tune into a live appsrc as a sound card would: a
/// buffer is there when its last frame is over, by the pipeline's clock.
class TunePlayer {
 public:
  static constexpr int kRate_hz = 44100;
  static constexpr int kChannels = 2;
  static constexpr GstClockTime kBuffer_ns = 10 * GST_MSECOND;

  /// From @p from_s of the tune on, for @p seconds, over and over.
  TunePlayer(double from_s, double seconds);
  ~TunePlayer();
  TunePlayer(const TunePlayer&) = delete;
  TunePlayer& operator=(const TunePlayer&) = delete;

  /// Sets @p source up, before the pipeline starts; it outlives this.
  void connect(GstAppSrc* source);
  /// Begins at running time 0 = @p base_ns of @p clock.
  void play(GstClock* clock, GstClockTime base_ns);
  /// After the last buffer, which is followed by an end of stream.
  void wait();

 private:
  void run(GstClock* clock, GstClockTime base_ns);

  std::vector<float> samples_;
  size_t first_frame_;
  size_t frames_;
  GstAppSrc* source_ = nullptr;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace mood::bench
