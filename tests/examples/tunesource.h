/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/app/gstappsrc.h>

#include <cstddef>
#include <vector>

namespace mood::watch {

/// Feeds an appsrc with the synthesised tune, once.
class TuneSource {
 public:
  static constexpr int kRate = 48000;
  static constexpr int kChannels = 2;

  TuneSource();
  /// Plays into @p source from the start; outlives its streaming.
  void connect(GstAppSrc* source);

 private:
  static void need_data(GstAppSrc* source, guint length, gpointer self);
  GstBuffer* next_buffer();

  std::vector<float> samples_;
  size_t next_frame_ = 0;  ///< streaming thread, once connected
};

}  // namespace mood::watch
