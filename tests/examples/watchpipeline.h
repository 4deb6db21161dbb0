/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <memory>
#include <string>

#include "watcharguments.h"

namespace mood::watch {

struct UnrefObject {
  void operator()(gpointer object) const { gst_object_unref(object); }
};
using ElementPtr = std::unique_ptr<GstElement, UnrefObject>;

/// Names of elements in the pipeline.
inline constexpr char kTuneName[] = "tune";
inline constexpr char kSoundName[] = "sound";
inline constexpr char kAnalyzerName[] = "analyzer";

/// Source, analyzer, control and, if there is to be @p sound, an audio sink.
/// @return nothing, and why in @p error, if an element is missing.
ElementPtr make_pipeline(const Arguments& arguments, bool sound,
                         std::string& error);

/// Whether this machine has something to play music on.
bool sound_is_available();

}  // namespace mood::watch
