/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "httpexchange.h"

#include <algorithm>

namespace mood {

HttpExchange::HttpExchange(SoupSession* session, SoupMessage* message,
                           size_t max_bytes)
    : session_(session),
      message_(message),
      max_bytes_(max_bytes),
      cancellable_(g_cancellable_new()) {}

HttpExchange::~HttpExchange() = default;

void HttpExchange::run(GMainContext* main_context, LampContext& context) {
  constexpr uint64_t kMillisecond_ns = 1'000'000;
  GSource* timer = g_timeout_source_new(static_cast<guint>(
      std::max<uint64_t>(context.timeout_ns() / kMillisecond_ns, 1)));
  g_source_set_callback(timer, timed_out, this, nullptr);
  g_source_attach(timer, main_context);
  const gulong handler =
      g_cancellable_connect(context.cancellable(), G_CALLBACK(cancelled),
                            cancellable_.get(), nullptr);

  soup_session_send_async(session_, message_, G_PRIORITY_DEFAULT,
                          cancellable_.get(), sent, this);
  while (!done_) g_main_context_iteration(main_context, TRUE);

  g_cancellable_disconnect(context.cancellable(), handler);
  g_source_destroy(timer);
  g_source_unref(timer);
  stream_.reset();
  // What was closed or cancelled is taken down by callbacks that are due now.
  while (g_main_context_iteration(main_context, FALSE)) {
  }
}

void HttpExchange::sent(GObject* session, GAsyncResult* result,
                        gpointer user_data) noexcept {
  auto* self = static_cast<HttpExchange*>(user_data);
  GError* error = nullptr;
  self->stream_.reset(
      soup_session_send_finish(SOUP_SESSION(session), result, &error));
  if (error != nullptr)
    self->fail(error);
  else
    self->read_on();
}

void HttpExchange::read_on() {
  g_input_stream_read_async(stream_.get(), chunk_.data(), chunk_.size(),
                            G_PRIORITY_DEFAULT, cancellable_.get(), was_read,
                            this);
}

void HttpExchange::was_read(GObject* stream, GAsyncResult* result,
                            gpointer user_data) noexcept {
  auto* self = static_cast<HttpExchange*>(user_data);
  GError* error = nullptr;
  const gssize bytes =
      g_input_stream_read_finish(G_INPUT_STREAM(stream), result, &error);
  if (bytes < 0) {
    self->fail(error);
  } else if (bytes == 0) {
    self->done_ = true;
  } else if (self->body_.size() + static_cast<size_t>(bytes) >
             self->max_bytes_) {
    self->error_ = "it answers with more than a lamp should";
    self->done_ = true;
  } else {
    self->body_.append(self->chunk_.data(), static_cast<size_t>(bytes));
    self->read_on();
  }
}

void HttpExchange::fail(GError* error) {
  error_ = timed_out_ ? "it does not answer in time" : error->message;
  if (g_error_matches(error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    error_ +=
        " (set tls-verify=false if its certificate is one of its own making)";
  g_error_free(error);
  done_ = true;
}

gboolean HttpExchange::timed_out(gpointer user_data) noexcept {
  auto* self = static_cast<HttpExchange*>(user_data);
  self->timed_out_ = true;
  g_cancellable_cancel(self->cancellable_.get());
  return G_SOURCE_REMOVE;
}

void HttpExchange::cancelled(GCancellable*, gpointer inner) noexcept {
  g_cancellable_cancel(static_cast<GCancellable*>(inner));
}

}  // namespace mood
