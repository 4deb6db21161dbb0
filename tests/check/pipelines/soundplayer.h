/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

namespace mood::test {

/// Plays the loud part of the tune, over and over, into the null sink that
/// with-sound-server.py has made, until it is destroyed.
class SoundPlayer {
 public:
  SoundPlayer();
  ~SoundPlayer();
  SoundPlayer(const SoundPlayer&) = delete;
  SoundPlayer& operator=(const SoundPlayer&) = delete;

  /// Whether all is well up to now.
  bool plays() const;

 private:
  static void need_data(GstElement* source, guint length, gpointer self);

  GstElement* pipeline_;
  GstBuffer* loop_;  ///< some bars of music
};

}  // namespace mood::test
