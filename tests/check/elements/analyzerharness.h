/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/audio/audio.h>
#include <gst/check/gstharness.h>

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "messagelog.h"

namespace mood::test {

using Properties = std::initializer_list<std::pair<const char*, const char*>>;

/// A moodanalyzer between two harness pads, with its messages logged. Not
/// live unless told so.
class AnalyzerHarness {
 public:
  explicit AnalyzerHarness(Properties properties, bool live = false);
  ~AnalyzerHarness();

  GstElement* element() const { return element_; }
  GstHarness* harness() const { return harness_; }
  MessageLog& log() { return *log_; }

  void set_caps(const GstAudioInfo& info);
  /// F32 interleaved.
  void set_format(int rate_hz, int channels);
  /// Pushes whole frames of the current caps in buffers of @p frames each,
  /// timestamped one after the other; the last may be shorter.
  GstFlowReturn push_bytes(std::span<const std::byte> bytes, size_t frames);
  GstFlowReturn push(std::span<const float> interleaved, size_t frames = 1024);
  /// Timestamp of the next buffer.
  void seek_to(GstClockTime timestamp);
  GstClockTime next_timestamp() const;
  bool push_event(GstEvent* event);
  void eos() { push_event(gst_event_new_eos()); }
  /// Throws away what came out; the number of buffers.
  size_t drain_buffers();
  /// Events that came out since the last call.
  std::vector<std::shared_ptr<GstEvent>> take_events();

  MessageLog::Structure stats() const;
  guint64 stat(const char* field) const { return ns(stats(), field); }
  int helper_pid() const;

 private:
  GstElement* element_;
  std::unique_ptr<MessageLog> log_;
  GstHarness* harness_;
  GstAudioInfo info_;
  GstClockTime base_ = 0;
  guint64 frames_ = 0;
};

/// @p seconds of sound that has pitch, beat and noise: something to analyse.
std::vector<float> some_music(double rate_hz, double seconds, int channels);

/// One line per message with every field, for comparing whole runs.
std::string describe(const std::vector<MessageLog::Structure>& structures);

}  // namespace mood::test
