/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clipplayer.h"

#include <chrono>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace mood::accuracy {
namespace {

using Clock = std::chrono::steady_clock;

Pipeline make_pipeline(bool has_gain) {
  const std::string description =
      "filesrc name=source ! decodebin ! audioconvert ! " +
      std::string(has_gain ? "audio/x-raw,format=F32LE ! audioamplify "
                             "name=gain clipping-method=none ! "
                           : "") +
      "moodanalyzer name=analyzer isolation=process send-events=false ! "
      "fakesink sync=false";
  return parse_pipeline(description);
}

[[noreturn]] void throw_error(GstMessage* message) {
  GError* error = nullptr;
  gst_message_parse_error(message, &error, nullptr);
  fail(error);
}

/// What a helper that was lost has heard is not what one that was not would
/// have.
void check_helper(const GstStructure& message) {
  if (!gst_structure_has_name(&message, "mood-extractor")) return;
  const std::string status = gst_structure_get_string(&message, "status");
  if (status == "started") return;
  throw std::runtime_error("the helper is " + status + ": " +
                           gst_structure_get_string(&message, "reason"));
}

/// @return whether the clip has ended
bool take(GstMessage* message, ClipRecord& record) {
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) throw_error(message);
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS) return true;
  const GstStructure& structure = *gst_message_get_structure(message);
  check_helper(structure);
  record.add(structure);
  return false;
}

/// The next element message, error or end.
Message next(GstBus* bus, Clock::time_point deadline) {
  using std::chrono::nanoseconds;
  const auto left =
      std::chrono::duration_cast<nanoseconds>(deadline - Clock::now());
  if (left.count() > 0) {
    GstMessage* message = gst_bus_timed_pop_filtered(
        bus, GstClockTime(left.count()),
        GstMessageType(GST_MESSAGE_ELEMENT | GST_MESSAGE_ERROR |
                       GST_MESSAGE_EOS));
    if (message) return Message(message);
  }
  throw std::runtime_error("not analysed within the deadline");
}

}  // namespace

void ClipPlayer::set_up(const Pipeline& pipeline,
                        const std::filesystem::path& path,
                        double gain_db) const {
  g_object_set(element(pipeline, "source").get(), "location", path.c_str(),
               nullptr);
  const Object analyzer = element(pipeline, "analyzer");
  g_object_set(analyzer.get(), "interval",
               guint64(std::llround(parameters_.interval_s * GST_SECOND)),
               nullptr);
  gst_util_set_object_arg(G_OBJECT(analyzer.get()), "analysis",
                          parameters_.analysis.c_str());
  if (gain_db != 0)
    g_object_set(element(pipeline, "gain").get(), "amplification",
                 std::pow(10, gain_db / 20), nullptr);
}

ClipRecord ClipPlayer::play(const std::filesystem::path& path,
                            double gain_db) const {
  const auto deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(parameters_.deadline_s));
  const Pipeline pipeline = make_pipeline(gain_db != 0);
  const Object bus(GST_OBJECT(gst_element_get_bus(pipeline.get())));
  set_up(pipeline, path, gain_db);
  gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
  ClipRecord record;
  while (!take(next(GST_BUS(bus.get()), deadline).get(), record)) {
  }
  return record;
}

}  // namespace mood::accuracy
