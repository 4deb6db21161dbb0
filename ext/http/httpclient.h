/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

#include <memory>
#include <string>

#include "lampaddress.h"
#include "lampcontext.h"

namespace mood {

/// Where a lamp is and who may use it.
struct HttpAccess {
  LampAddress address;
  std::string user;      ///< empty = nobody in particular
  std::string password;  ///< a secret
  bool tls_verify = true;
};

/// An answer, or why there is none.
struct HttpReply {
  unsigned status = 0;  ///< of HTTP; 0 = no answer
  std::string body;
  std::string error;  ///< without an answer: why, for people, no secrets

  bool answered() const { return status != 0; }
  bool succeeded() const { return status >= 200 && status < 300; }
};

/// Asks one lamp, one request at a time, each within the context's timeout
/// from the first byte to the last. Used on one thread.
class HttpClient {
 public:
  /// A body of more than this is not read to its end, and counts as an error.
  static constexpr size_t kMaxBody_bytes = 8 << 20;

  explicit HttpClient(HttpAccess access);
  ~HttpClient();

  const LampAddress& address() const { return access_.address; }

  /// @p path begins with a slash and is escaped.
  HttpReply get(const std::string& path, LampContext& context);
  /// @p method with @p body, which is JSON.
  HttpReply send(const char* method, const std::string& path,
                 const std::string& body, LampContext& context);
  /// Closes all connections; the next request opens new ones.
  void close();

 private:
  struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
    void operator()(GMainContext* context) const {
      g_main_context_unref(context);
    }
  };
  using MessagePtr = std::unique_ptr<SoupMessage, Unref>;

  void open();
  MessagePtr make_message(const char* method, const std::string& path);
  HttpReply perform(SoupMessage* message, LampContext& context);
  static gboolean authenticate(SoupMessage* message, SoupAuth* auth,
                               gboolean retrying, gpointer self) noexcept;

  const HttpAccess access_;
  std::unique_ptr<GMainContext, Unref> main_context_;
  std::unique_ptr<SoupSession, Unref> session_;
};

}  // namespace mood
