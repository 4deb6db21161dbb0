/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mood::test {

/// What a server does instead of answering.
enum class Fault {
  kNone,
  kBusy,       ///< 503
  kBroken,     ///< 500
  kRefuse,     ///< 400 with an error of WLED's
  kHang,       ///< keeps the connection and says nothing
  kDrop,       ///< closes the connection
  kSlow,       ///< answers after 300 ms
  kGarbage,    ///< 200 with what is no JSON
  kWrongJson,  ///< 200 with JSON of something else
  kCut,        ///< announces more than it sends
  kDrip,       ///< sends its answer byte by byte, without end
  kHuge,       ///< 200 with more than anybody should read
  kRedirect,   ///< 301 to /elsewhere
};

struct Request {
  std::string method;
  std::string path;
  std::string body;
  std::chrono::steady_clock::time_point time;
};

/// An HTTP server in a thread of its own, on an ephemeral port of the loopback
/// interface. What is protected is the subclass's state, guarded by mutex_.
class FakeHttpServer {
 public:
  static constexpr std::chrono::seconds kDeadline{20};

  FakeHttpServer();
  virtual ~FakeHttpServer();

  /// Listens, on the same port as before if there was one.
  void start();
  /// Nobody listens any more, and all connections are closed.
  void stop();
  std::string url() const;
  std::string host_and_port() const;
  /// Faults begin with the next request; only those with @p method if given.
  void set_fault(Fault fault, std::string method = "");
  /// Speaks HTTPS with @p certificate from the next start on.
  void encrypt(GTlsCertificate* certificate);
  /// Asks for this user and password from now on.
  void require(std::string user, std::string password);

  std::vector<Request> requests() const;
  /// Requests by @p method and for @p path.
  std::vector<Request> requests(const std::string& method,
                                const std::string& path) const;
  /// Waits until @p holds, which is asked with the lock held.
  bool wait_until(const std::function<bool()>& holds) const;
  bool wait_for_requests(const std::string& method, const std::string& path,
                         size_t count) const;

 protected:
  struct Answer {
    unsigned status = 200;
    std::string body;
    std::string type = "application/json";
  };
  /// Called on the server's thread with the lock held.
  virtual Answer answer(const Request& request) = 0;
  size_t count(const std::string& method, const std::string& path) const;

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;

 private:
  static void handle(SoupServer* server, SoupServerMessage* message,
                     const char* path, GHashTable* query, gpointer self);
  static gboolean check_password(SoupAuthDomain* domain,
                                 SoupServerMessage* message, const char* user,
                                 const char* password, gpointer self);
  void respond(SoupServerMessage* message, const Answer& answer);
  void respond_later(SoupServerMessage* message, const Answer& answer);
  void seize(SoupServerMessage* message, bool close);
  void drip(SoupServerMessage* message);
  /// @p call gets @p object, until it returns FALSE.
  void start_timer(guint ms, GSourceFunc call, gpointer object);
  void run_in_thread(const std::function<void()>& action);
  void listen();
  void shut();

  GMainContext* context_;
  GMainLoop* loop_;
  SoupServer* server_ = nullptr;    ///< the thread's
  std::vector<GIOStream*> seized_;  ///< the thread's
  std::atomic<guint> port_ = 0;
  GTlsCertificate* certificate_ = nullptr;  ///< set while stopped
  Fault fault_ = Fault::kNone;              ///< guarded by mutex_
  std::string fault_method_;                ///< guarded by mutex_
  std::string user_, password_;             ///< guarded by mutex_
  std::vector<Request> requests_;           ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace mood::test
