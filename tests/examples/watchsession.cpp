/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "watchsession.h"

#include <glib-unix.h>
#include <gst/pbutils/missing-plugins.h>

#include <csignal>
#include <memory>
#include <utility>

namespace mood::watch {
namespace {

constexpr guint kImpatienceMs = 2000;

std::string missing_plugin_text(GstMessage* message) {
  const std::unique_ptr<char, void (*)(void*)> description(
      gst_missing_plugin_message_get_description(message), g_free);
  return std::string("missing: ") + description.get() +
         " (Debian packages to try: gstreamer1.0-libav, "
         "gstreamer1.0-plugins-bad, gstreamer1.0-plugins-ugly)";
}

}  // namespace

WatchSession::WatchSession(ElementPtr pipeline, MoodView& view,
                           Terminal& terminal)
    : pipeline_(std::move(pipeline)),
      view_(view),
      terminal_(terminal),
      loop_(g_main_loop_new(nullptr, FALSE)) {}

WatchSession::~WatchSession() {
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  g_main_loop_unref(loop_);
  if (stats_ != nullptr) gst_structure_free(stats_);
}

WatchSession::Outcome WatchSession::run(double limit_s) {
  GstBus* bus = gst_element_get_bus(pipeline_.get());
  gst_bus_add_watch(bus, on_message, this);
  const guint interrupt = g_unix_signal_add(SIGINT, on_stop, this);
  const guint terminate = g_unix_signal_add(SIGTERM, on_stop, this);
  GSource* limit = nullptr;
  if (limit_s > 0) {
    limit = g_timeout_source_new(static_cast<guint>(limit_s * 1000));
    g_source_set_callback(limit, on_stop, this, nullptr);
    g_source_attach(limit, nullptr);
  }
  // What goes wrong here is told by an error message on the bus.
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
  g_main_loop_run(loop_);

  finish();
  if (limit != nullptr) {
    g_source_destroy(limit);
    g_source_unref(limit);
  }
  g_source_remove(interrupt);
  g_source_remove(terminate);
  gst_bus_remove_watch(bus);
  gst_object_unref(bus);
  return outcome_;
}

gboolean WatchSession::on_message(GstBus* bus, GstMessage* message,
                                  gpointer self) {
  static_cast<WatchSession*>(self)->handle(message);
  return G_SOURCE_CONTINUE;
}

/// The first time the music is asked to end, the second time it is cut off.
gboolean WatchSession::on_stop(gpointer self) {
  auto* session = static_cast<WatchSession*>(self);
  if (std::exchange(session->stopping_, true)) {
    session->end(Outcome::kStopped);
  } else {
    gst_element_send_event(session->pipeline_.get(), gst_event_new_eos());
    g_timeout_add(kImpatienceMs, on_impatience, session->loop_);
  }
  return G_SOURCE_CONTINUE;
}

gboolean WatchSession::on_impatience(gpointer loop) {
  g_main_loop_quit(static_cast<GMainLoop*>(loop));
  return G_SOURCE_REMOVE;
}

void WatchSession::handle(GstMessage* message) {
  switch (GST_MESSAGE_TYPE(message)) {
    case GST_MESSAGE_ELEMENT:
      if (gst_is_missing_plugin_message(message))
        terminal_.print(missing_plugin_text(message));
      else
        view_.show(gst_message_get_structure(message));
      break;
    case GST_MESSAGE_LATENCY:
      gst_bin_recalculate_latency(GST_BIN(pipeline_.get()));
      break;
    case GST_MESSAGE_WARNING:
      handle_warning(message);
      break;
    case GST_MESSAGE_ERROR:
      handle_error(message);
      break;
    case GST_MESSAGE_EOS:
      end(stopping_ ? Outcome::kStopped : Outcome::kFinished);
      break;
    default:
      break;
  }
}

void WatchSession::handle_warning(GstMessage* message) {
  GError* warning = nullptr;
  gst_message_parse_warning(message, &warning, nullptr);
  terminal_.print(std::string("warning: ") + warning->message);
  g_error_free(warning);
}

void WatchSession::handle_error(GstMessage* message) {
  GError* error = nullptr;
  gchar* details = nullptr;
  gst_message_parse_error(message, &error, &details);
  const bool sound = is_sound(GST_MESSAGE_SRC(message));
  if (sound) {
    terminal_.print(std::string("no sound: ") + error->message);
  } else {
    terminal_.print(std::string("error: ") + error->message);
    if (details != nullptr) terminal_.print(std::string("  ") + details);
  }
  g_error_free(error);
  g_free(details);
  end(sound ? Outcome::kNoSound : Outcome::kFailed);
}

bool WatchSession::is_sound(GstObject* object) const {
  const ElementPtr sound(
      gst_bin_get_by_name(GST_BIN(pipeline_.get()), kSoundName));
  return sound && object != nullptr &&
         (object == GST_OBJECT(sound.get()) ||
          gst_object_has_as_ancestor(object, GST_OBJECT(sound.get())));
}

void WatchSession::end(Outcome outcome) {
  outcome_ = outcome;
  g_main_loop_quit(loop_);
}

/// Stopping makes the elements say their last: the lamps' release.
void WatchSession::finish() {
  if (stopping_ && outcome_ == Outcome::kFinished) outcome_ = Outcome::kStopped;
  const ElementPtr analyzer(
      gst_bin_get_by_name(GST_BIN(pipeline_.get()), kAnalyzerName));
  g_object_get(analyzer.get(), "stats", &stats_, nullptr);
  gst_element_set_state(pipeline_.get(), GST_STATE_READY);
  GstBus* bus = gst_element_get_bus(pipeline_.get());
  while (GstMessage* message = gst_bus_pop_filtered(bus, GST_MESSAGE_ELEMENT)) {
    view_.show(gst_message_get_structure(message));
    gst_message_unref(message);
  }
  gst_object_unref(bus);
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
}

}  // namespace mood::watch
