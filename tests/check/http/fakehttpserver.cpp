/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fakehttpserver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace mood::test {
namespace {

constexpr guint kSlow_ms = 300, kDrip_ms = 20;

struct Action {
  std::function<void()> run;
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
};

gboolean run_action(gpointer data) {
  auto* action = static_cast<Action*>(data);
  // Held throughout: ThreadSanitizer does not see how GLib hands this over.
  const std::lock_guard lock(action->mutex);
  action->run();
  action->done = true;
  action->changed.notify_all();
  return G_SOURCE_REMOVE;
}

gboolean unpause(gpointer message) {
  soup_server_message_unpause(SOUP_SERVER_MESSAGE(message));
  return G_SOURCE_REMOVE;
}

gboolean send_byte(gpointer stream) {
  GOutputStream* output = g_io_stream_get_output_stream(G_IO_STREAM(stream));
  return g_output_stream_write(output, " ", 1, nullptr, nullptr) == 1;
}

}  // namespace

FakeHttpServer::FakeHttpServer()
    : context_(g_main_context_new()),
      loop_(g_main_loop_new(context_, FALSE)),
      thread_([this] {
        g_main_context_push_thread_default(context_);
        g_main_loop_run(loop_);
        g_main_context_pop_thread_default(context_);
      }) {}

FakeHttpServer::~FakeHttpServer() {
  stop();
  run_in_thread([this] { g_main_loop_quit(loop_); });
  thread_.join();
  g_main_loop_unref(loop_);
  g_main_context_unref(context_);
  g_clear_object(&certificate_);
}

void FakeHttpServer::start() {
  run_in_thread([this] { listen(); });
}
void FakeHttpServer::stop() {
  run_in_thread([this] { shut(); });
}

void FakeHttpServer::encrypt(GTlsCertificate* certificate) {
  g_set_object(&certificate_, certificate);
}

std::string FakeHttpServer::url() const {
  return (certificate_ != nullptr ? "https://" : "http://") + host_and_port();
}

std::string FakeHttpServer::host_and_port() const {
  return "127.0.0.1:" + std::to_string(port_);
}

void FakeHttpServer::set_fault(Fault fault, std::string method) {
  const std::lock_guard lock(mutex_);
  fault_ = fault;
  fault_method_ = std::move(method);
}

void FakeHttpServer::require(std::string user, std::string password) {
  const std::lock_guard lock(mutex_);
  user_ = std::move(user);
  password_ = std::move(password);
}

std::vector<Request> FakeHttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::vector<Request> FakeHttpServer::requests(const std::string& method,
                                              const std::string& path) const {
  std::vector<Request> found;
  for (Request& request : requests())
    if (request.method == method && request.path == path)
      found.push_back(std::move(request));
  return found;
}

size_t FakeHttpServer::count(const std::string& method,
                             const std::string& path) const {
  return static_cast<size_t>(std::count_if(
      requests_.begin(), requests_.end(), [&](const Request& request) {
        return request.method == method && request.path == path;
      }));
}

bool FakeHttpServer::wait_until(const std::function<bool()>& holds) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kDeadline, holds);
}

bool FakeHttpServer::wait_for_requests(const std::string& method,
                                       const std::string& path,
                                       size_t times) const {
  return wait_until([&] { return count(method, path) >= times; });
}

void FakeHttpServer::listen() {
  if (server_ != nullptr) return;
  server_ = soup_server_new("server-header", "fake lamp", nullptr);
  soup_server_add_handler(server_, nullptr, handle, this, nullptr);
  {
    const std::lock_guard lock(mutex_);
    if (!user_.empty()) {
      SoupAuthDomain* domain = soup_auth_domain_basic_new(
          "realm", "lamp", "auth-callback", check_password, "auth-data", this,
          nullptr);
      soup_auth_domain_add_path(domain, "/");
      soup_server_add_auth_domain(server_, domain);
      g_object_unref(domain);
    }
  }
  GInetAddress* loopback = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
  GSocketAddress* address =
      g_inet_socket_address_new(loopback, static_cast<guint16>(port_.load()));
  GError* error = nullptr;
  if (certificate_ != nullptr)
    soup_server_set_tls_certificate(server_, certificate_);
  soup_server_listen(server_, address,
                     certificate_ != nullptr
                         ? SOUP_SERVER_LISTEN_HTTPS
                         : static_cast<SoupServerListenOptions>(0),
                     &error);
  EXPECT_EQ(error, nullptr) << error->message;
  g_object_unref(address);
  g_object_unref(loopback);
  GSList* uris = soup_server_get_uris(server_);
  if (uris != nullptr)
    port_ = static_cast<guint>(g_uri_get_port(static_cast<GUri*>(uris->data)));
  g_slist_free_full(uris, reinterpret_cast<GDestroyNotify>(g_uri_unref));
}

void FakeHttpServer::shut() {
  for (GIOStream* stream : std::exchange(seized_, {})) {
    g_io_stream_close(stream, nullptr, nullptr);
    g_object_unref(stream);
  }
  if (server_ == nullptr) return;
  soup_server_disconnect(server_);
  g_clear_object(&server_);
}

gboolean FakeHttpServer::check_password(SoupAuthDomain*, SoupServerMessage*,
                                        const char* user, const char* password,
                                        gpointer user_data) {
  const auto* self = static_cast<const FakeHttpServer*>(user_data);
  const std::lock_guard lock(self->mutex_);
  return self->user_ == user && self->password_ == password;
}

void FakeHttpServer::handle(SoupServer*, SoupServerMessage* message,
                            const char* path, GHashTable*, gpointer user_data) {
  auto* self = static_cast<FakeHttpServer*>(user_data);
  SoupMessageBody* body = soup_server_message_get_request_body(message);
  GBytes* bytes = soup_message_body_flatten(body);
  gsize size = 0;
  const auto* data = static_cast<const char*>(g_bytes_get_data(bytes, &size));
  Request request{soup_server_message_get_method(message), path,
                  std::string(data != nullptr ? data : "", size),
                  std::chrono::steady_clock::now()};
  g_bytes_unref(bytes);

  const std::lock_guard lock(self->mutex_);
  const std::string& only = self->fault_method_;
  switch (only.empty() || only == request.method ? self->fault_
                                                 : Fault::kNone) {
    case Fault::kHang:
      self->seize(message, false);
      break;
    case Fault::kDrop:
      self->seize(message, true);
      break;
    case Fault::kBusy:
      self->respond(message, {503, R"({"error":3})"});
      break;
    case Fault::kBroken:
      self->respond(message, {500, "oh no", "text/plain"});
      break;
    case Fault::kRefuse:
      self->respond(message, {400, R"({"error":9})"});
      break;
    case Fault::kGarbage:
      self->respond(message, {200, "<html>\xff hello", "text/html"});
      break;
    case Fault::kWrongJson:
      self->respond(message, {200, R"({"weather":"sunny"})"});
      break;
    case Fault::kCut:
      soup_message_headers_set_content_length(
          soup_server_message_get_response_headers(message), 1000);
      soup_server_message_set_status(message, 200, nullptr);
      g_signal_connect(message, "wrote-headers",
                       G_CALLBACK(+[](SoupServerMessage* m, gpointer server) {
                         static_cast<FakeHttpServer*>(server)->seize(m, true);
                       }),
                       self);
      break;
    case Fault::kDrip:
      self->drip(message);
      break;
    case Fault::kHuge:
      self->respond(message, {200, std::string(10 << 20, ' ')});
      break;
    case Fault::kRedirect:
      soup_message_headers_append(
          soup_server_message_get_response_headers(message), "Location",
          "/elsewhere");
      self->respond(message, {301, ""});
      break;
    case Fault::kSlow:
      self->respond_later(message, self->answer(request));
      break;
    case Fault::kNone:
      self->respond(message, self->answer(request));
      break;
  }
  self->requests_.push_back(std::move(request));
  self->changed_.notify_all();
}

void FakeHttpServer::respond(SoupServerMessage* message, const Answer& answer) {
  soup_server_message_set_status(message, answer.status, nullptr);
  soup_server_message_set_response(message, answer.type.c_str(),
                                   SOUP_MEMORY_COPY, answer.body.data(),
                                   answer.body.size());
}

void FakeHttpServer::respond_later(SoupServerMessage* message,
                                   const Answer& answer) {
  respond(message, answer);
  soup_server_message_pause(message);
  start_timer(kSlow_ms, unpause, message);
}

void FakeHttpServer::start_timer(guint ms, GSourceFunc call, gpointer object) {
  GSource* timer = g_timeout_source_new(ms);
  g_source_set_callback(timer, call, g_object_ref(object), g_object_unref);
  g_source_attach(timer, context_);
  g_source_unref(timer);
}

void FakeHttpServer::seize(SoupServerMessage* message, bool close) {
  GIOStream* stream = soup_server_message_steal_connection(message);
  if (close) {
    g_io_stream_close(stream, nullptr, nullptr);
    g_object_unref(stream);
  } else {
    seized_.push_back(stream);
  }
}

void FakeHttpServer::drip(SoupServerMessage* message) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
  seize(message, false);
  GIOStream* stream = seized_.back();
  g_output_stream_write_all(g_io_stream_get_output_stream(stream), head.data(),
                            head.size(), nullptr, nullptr, nullptr);
  start_timer(kDrip_ms, send_byte, stream);
}

void FakeHttpServer::run_in_thread(const std::function<void()>& run) {
  Action action;
  std::unique_lock lock(action.mutex);
  action.run = run;
  lock.unlock();
  g_main_context_invoke(context_, run_action, &action);
  lock.lock();
  action.changed.wait(lock, [&] { return action.done; });
}

}  // namespace mood::test
