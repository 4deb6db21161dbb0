/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <memory>
#include <string>

#include "messagelog.h"

namespace mood::test {

/// A pipeline that ends in an LED sink and is fed with lines.
class SinkBench {
 public:
  /// @p sink is the sink and its properties, as gst-launch would have them. It
  /// tries again quickly after failures and does not wait for the clock.
  explicit SinkBench(const std::string& sink);
  ~SinkBench();
  SinkBench(const SinkBench&) = delete;
  SinkBench& operator=(const SinkBench&) = delete;

  GstElement* sink() const { return sink_; }
  GstElement* pipeline() const { return pipeline_; }
  MessageLog& log() const { return *log_; }

  GstStateChangeReturn start();
  /// The same, but with commands that wait for the clock, and returns when it
  /// runs.
  void start_by_the_clock();
  void stop();
  GstClockTime running_time() const;
  /// One buffer with @p text, due at @p pts_ns of running time.
  void push(const std::string& text, GstClockTime pts_ns = GST_CLOCK_TIME_NONE);
  guint64 stat(const char* name) const;
  std::string last_error() const;
  /// Whether people can read @p text in what the pipeline posts or its
  /// statistics.
  bool tells(const std::string& text) const;

 private:
  GstElement* pipeline_;
  GstElement* source_;
  GstElement* sink_;
  std::unique_ptr<MessageLog> log_;
};

/// An effect with nothing but a brightness 0..1.
std::string brightness_line(double brightness);

}  // namespace mood::test
