/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "gstmoodledsink.h"
#include "httpaccess.h"

/* What sinks for lamps behind HTTP add to GstMoodLedSink: drivers for all
 * addresses of `location`, and one property of text that every driver is made
 * with. Such a sink begins its instance structure with GstMoodHttpSink and
 * calls gst_mood_http_sink_class_setup () and gst_mood_http_sink_setup () in
 * place of those of GstMoodLedSink. */
struct GstMoodHttpSink
{
  GstMoodLedSink parent;

  std::mutex lock;
  std::string option; /* guarded by lock; read when the sink starts */
};

namespace mood {

/// How one of these sinks differs from another. Lives for ever.
struct HttpSinkTraits
{
  LedSinkTraits led;
  const char *option_name;
  const char *option_nick;
  const char *option_blurb;
};

/// LedSinkTraits::make_drivers for these sinks; @p example is a good location.
LampDriversOrError
make_http_drivers (GstBaseSink *sink, const LedSinkSettings &settings,
                   const char *example,
                   std::unique_ptr<LampDriver> (*make_driver) (
                       HttpAccess access, const std::string &option));

} // namespace mood

void
gst_mood_http_sink_class_setup (GstBaseSinkClass *klass,
                                const mood::HttpSinkTraits &traits);
void
gst_mood_http_sink_setup (GstMoodHttpSink *self,
                          const mood::HttpSinkTraits &traits);
