/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledsink.h"

#include <algorithm>
#include <utility>

#include "commandparser.h"
#include "scenerefused.h"

GST_DEBUG_CATEGORY_STATIC (led_sink_debug);
#define GST_CAT_DEFAULT led_sink_debug

/* So many kinds of bad commands are reported; an application that reads its
 * bus late must not fill its memory with them. */
static constexpr size_t MAX_BAD_REASONS = 16;

namespace mood {

LedSink::LedSink (GstBaseSink *element, const LedSinkTraits &traits)
    : element_ (element), traits_ (traits)
{
  static std::once_flag once;
  std::call_once (once, [] {
    GST_DEBUG_CATEGORY_INIT (led_sink_debug, "ledsink", 0,
                             "commands on their way to lamps");
  });
  if (traits.default_location != nullptr)
    settings_.location = traits.default_location;
  settings_.lamp.max_rate_hz = traits.default_max_rate_hz;
}

LedSink::~LedSink () = default;

bool
LedSink::set_property (guint id, const GValue *value)
{
  std::lock_guard lock (settings_lock_);
  return settings_.set (id, value);
}

bool
LedSink::get_property (guint id, GValue *value) const
{
  if (id == LedSinkSettings::STATS) {
    g_value_take_boxed (value, stats ());
    return true;
  }
  std::lock_guard lock (settings_lock_);
  return settings_.get (id, value);
}

bool
LedSink::start ()
{
  LedSinkSettings settings;
  {
    std::lock_guard lock (settings_lock_);
    settings = settings_;
  }
  LampDriversOrError made = traits_.make_drivers (element_, settings);
  if (const auto *error = std::get_if<std::string> (&made)) {
    GST_ELEMENT_ERROR (element_, RESOURCE, SETTINGS, ("%s", error->c_str ()),
                       (nullptr));
    return false;
  }
  {
    std::lock_guard lock (verdicts_lock_);
    verdicts_ = {};
  }
  LampListener &listener = *this;
  Workers workers;
  for (std::unique_ptr<LampDriver> &driver : std::get<LampDrivers> (made)) {
    GST_INFO_OBJECT (element_, "lamp at %s", driver->name ().c_str ());
    workers.push_back (std::make_unique<LampWorker> (std::move (driver),
                                                     settings.lamp, listener));
  }
  bad_reasons_.clear ();
  invalid_ = 0;
  std::lock_guard lock (workers_lock_);
  workers_ = std::move (workers);
  past_ = {};
  return true;
}

void
LedSink::stop ()
{
  const uint64_t deadline_ns
      = g_get_monotonic_time () * GST_USECOND + STOP_TIMEOUT_NS;
  Workers workers;
  {
    std::lock_guard lock (workers_lock_);
    workers = std::exchange (workers_, {});
    for (const auto &worker : workers)
      past_ += worker->stats ();
  }
  for (const auto &worker : workers)
    worker->begin_stop (deadline_ns);
  for (const auto &worker : workers)
    worker->wait_stopped ();

  LampStats stats;
  for (const auto &worker : workers)
    stats += worker->stats ();
  stats.lamps_up = 0;
  std::lock_guard lock (workers_lock_);
  past_ = stats;
}

GstFlowReturn
LedSink::render (GstBuffer *buffer)
{
  GstMapInfo map;
  if (!gst_buffer_map (buffer, &map, GST_MAP_READ)) {
    GST_ELEMENT_ERROR (element_, RESOURCE, READ,
                       ("A command's buffer cannot be read."), (nullptr));
    return GST_FLOW_ERROR;
  }
  std::string_view lines (reinterpret_cast<const char *> (map.data), map.size);
  while (!lines.empty ()) {
    const size_t end = std::min (lines.find ('\n'), lines.size ());
    const std::string_view line = lines.substr (0, end);
    if (line.find_first_not_of (" \t\r") != line.npos)
      render_line (line);
    lines.remove_prefix (std::min (end + 1, lines.size ()));
  }
  gst_buffer_unmap (buffer, &map);
  return GST_FLOW_OK;
}

void
LedSink::render_line (std::string_view line)
{
  std::string error;
  const std::optional<SceneCommand> command = parse_scene_command (line, error);
  if (!command) {
    ++invalid_;
    warn_of_bad_command (error);
    return;
  }
  GST_LOG_OBJECT (element_, "%s because of %s",
                  std::string (command_name (*command)).c_str (),
                  command->cause.c_str ());
  post (*command);
}

void
LedSink::post (const SceneCommand &command)
{
  const auto *scene = std::get_if<SceneAction> (&command.action);
  std::set<std::string> lamps;
  /* Held until all is posted, so that no answer is heard before it is known
   * who was asked. */
  std::lock_guard verdicts_lock (verdicts_lock_);
  std::lock_guard lock (workers_lock_);
  for (const auto &worker : workers_)
    if (worker->post (command) && scene != nullptr)
      lamps.insert (worker->name ());
  if (scene != nullptr)
    verdicts_.posted (scene->scene, std::move (lamps));
}

void
LedSink::wake ()
{
  std::lock_guard lock (workers_lock_);
  for (const auto &worker : workers_)
    worker->wake ();
}

GstStructure *
LedSink::stats () const
{
  std::lock_guard lock (workers_lock_);
  LampStats stats = past_;
  for (const auto &worker : workers_)
    stats += worker->stats ();
  return gst_structure_new (
      traits_.stats_name, "commands", G_TYPE_UINT64, guint64 (stats.commands),
      "requests", G_TYPE_UINT64, guint64 (stats.requests), "coalesced",
      G_TYPE_UINT64, guint64 (stats.coalesced), "dropped", G_TYPE_UINT64,
      guint64 (stats.dropped), "refused", G_TYPE_UINT64,
      guint64 (stats.refused), "invalid", G_TYPE_UINT64,
      guint64 (invalid_.load ()), "failures", G_TYPE_UINT64,
      guint64 (stats.failures), "incidents", G_TYPE_UINT64,
      guint64 (stats.incidents), "lamps", G_TYPE_UINT, guint (stats.lamps),
      "lamps-up", G_TYPE_UINT, guint (stats.lamps_up), "pending", G_TYPE_UINT,
      guint (stats.pending), "last-error", G_TYPE_STRING,
      stats.last_error.c_str (), nullptr);
}

void
LedSink::lamp_failed (const std::string &lamp, const std::string &reason)
{
  GST_ELEMENT_WARNING (element_, RESOURCE, WRITE,
                       ("The lamp at %s does not work: %s. It is tried again "
                        "until it does.",
                        lamp.c_str (), reason.c_str ()),
                       (nullptr));
  std::unique_lock lock (verdicts_lock_);
  const auto refusal = verdicts_.went_away (lamp);
  lock.unlock ();
  if (refusal)
    tell_upstream (*refusal);
}

void
LedSink::lamp_recovered (const std::string &lamp)
{
  {
    std::lock_guard lock (verdicts_lock_);
    verdicts_.came_back (lamp);
  }
  GST_ELEMENT_INFO (element_, RESOURCE, WRITE,
                    ("The lamp at %s works again.", lamp.c_str ()), (nullptr));
}

void
LedSink::lamp_refused (const std::string &lamp, const std::string &reason)
{
  GST_ELEMENT_WARNING (
      element_, RESOURCE, SETTINGS,
      ("The lamp at %s refuses a command: %s.", lamp.c_str (), reason.c_str ()),
      (nullptr));
}

void
LedSink::scene_shown (const std::string &, const std::string &scene)
{
  std::lock_guard lock (verdicts_lock_);
  verdicts_.shown (scene);
}

void
LedSink::scene_refused (const std::string &lamp, const std::string &scene,
                        const std::string &reason)
{
  std::unique_lock lock (verdicts_lock_);
  const auto refusal = verdicts_.refused (lamp, scene, reason);
  lock.unlock ();
  if (refusal)
    tell_upstream (*refusal);
}

/* So that moodcontrol can go on to its next scene. */
void
LedSink::tell_upstream (const SceneVerdicts::Refusal &refusal)
{
  GST_INFO_OBJECT (element_, "no lamp shows scene \"%s\": %s",
                   refusal.scene.c_str (), refusal.reason.c_str ());
  gst_pad_push_event (
      GST_BASE_SINK_PAD (element_),
      gst_event_new_custom (GST_EVENT_CUSTOM_UPSTREAM,
                            gst_structure_new (MOOD_SCENE_REFUSED, "scene",
                                               G_TYPE_STRING,
                                               refusal.scene.c_str (), "reason",
                                               G_TYPE_STRING,
                                               refusal.reason.c_str (),
                                               nullptr)));
}

void
LedSink::warn_of_bad_command (const std::string &reason)
{
  GST_DEBUG_OBJECT (element_, "bad command: %s", reason.c_str ());
  if (bad_reasons_.size () == MAX_BAD_REASONS
      || !bad_reasons_.insert (reason).second)
    return;
  GST_ELEMENT_WARNING (element_, STREAM, DECODE,
                       ("A buffer holds no command for lamps: %s. Commands "
                        "are lines of JSON as moodcontrol writes them.",
                        reason.c_str ()),
                       (nullptr));
}

} // namespace mood
