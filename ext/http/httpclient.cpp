/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "httpclient.h"

#include "httpexchange.h"

namespace mood {
namespace {

/// Makes a main context the thread's default as long as this lives.
class DefaultContext {
 public:
  explicit DefaultContext(GMainContext* context) : context_(context) {
    g_main_context_push_thread_default(context_);
  }
  ~DefaultContext() { g_main_context_pop_thread_default(context_); }
  DefaultContext(const DefaultContext&) = delete;
  DefaultContext& operator=(const DefaultContext&) = delete;

 private:
  GMainContext* context_;
};

gboolean accept_any_certificate(SoupMessage*, GTlsCertificate*,
                                GTlsCertificateFlags, gpointer) noexcept {
  return TRUE;
}

}  // namespace

HttpClient::HttpClient(HttpAccess access) : access_(std::move(access)) {}

HttpClient::~HttpClient() { close(); }

HttpReply HttpClient::get(const std::string& path, LampContext& context) {
  return perform(make_message("GET", path).get(), context);
}

HttpReply HttpClient::send(const char* method, const std::string& path,
                           const std::string& body, LampContext& context) {
  const MessagePtr message = make_message(method, path);
  GBytes* bytes = g_bytes_new(body.data(), body.size());
  if (message)
    soup_message_set_request_body_from_bytes(message.get(), "application/json",
                                             bytes);
  g_bytes_unref(bytes);
  return perform(message.get(), context);
}

void HttpClient::close() {
  if (!session_) return;
  const DefaultContext scope(main_context_.get());
  soup_session_abort(session_.get());
  session_.reset();
  while (g_main_context_iteration(main_context_.get(), FALSE)) {
  }
}

// Without a proxy: lamps are near, and asking for the system's settings would
// load half a desktop.
void HttpClient::open() {
  if (session_) return;
  if (!main_context_) main_context_.reset(g_main_context_new());
  const DefaultContext scope(main_context_.get());
  session_.reset(soup_session_new_with_options(
      "user-agent", "gst-mood", "max-conns-per-host", 1, "proxy-resolver",
      nullptr, nullptr));
}

HttpClient::MessagePtr HttpClient::make_message(const char* method,
                                                const std::string& path) {
  const std::string url = access_.address.url() + path;
  MessagePtr message(soup_message_new(method, url.c_str()));
  if (!message) return message;
  // Every request here says what should be, not what to add, so a connection
  // that had been closed by the lamp can be replaced without asking.
  soup_message_set_flags(
      message.get(), static_cast<SoupMessageFlags>(SOUP_MESSAGE_NO_REDIRECT |
                                                   SOUP_MESSAGE_IDEMPOTENT));
  g_signal_connect(message.get(), "authenticate", G_CALLBACK(authenticate),
                   this);
  if (!access_.tls_verify)
    g_signal_connect(message.get(), "accept-certificate",
                     G_CALLBACK(accept_any_certificate), nullptr);
  return message;
}

HttpReply HttpClient::perform(SoupMessage* message, LampContext& context) {
  HttpReply reply;
  if (message == nullptr) {
    reply.error = "its address is none";
    return reply;
  }
  if (!context.await_turn()) {
    reply.error = "stopped";
    return reply;
  }
  open();
  const DefaultContext scope(main_context_.get());
  HttpExchange exchange(session_.get(), message, kMaxBody_bytes);
  exchange.run(main_context_.get(), context);
  reply.error = exchange.error();
  if (!reply.error.empty()) return reply;
  reply.status = soup_message_get_status(message);
  reply.body = exchange.body();
  return reply;
}

gboolean HttpClient::authenticate(SoupMessage*, SoupAuth* auth,
                                  gboolean retrying,
                                  gpointer user_data) noexcept {
  const auto* self = static_cast<const HttpClient*>(user_data);
  if (retrying || self->access_.user.empty()) return FALSE;
  soup_auth_authenticate(auth, self->access_.user.c_str(),
                         self->access_.password.c_str());
  return TRUE;
}

}  // namespace mood
