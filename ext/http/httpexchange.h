/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

#include <array>
#include <memory>
#include <string>

#include "lampcontext.h"

namespace mood {

/// One request and its answer, from beginning to end: runs the thread's default
/// main context meanwhile, so that time limit and cancelling work at any point.
class HttpExchange {
 public:
  HttpExchange(SoupSession* session, SoupMessage* message, size_t max_bytes);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

  /// Returns when the answer is complete or there will be none; @p main_context
  /// is the thread's default.
  void run(GMainContext* main_context, LampContext& context);

  const std::string& body() const { return body_; }
  /// Why there is no complete answer; empty = there is one.
  const std::string& error() const { return error_; }

 private:
  struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
  };

  static void sent(GObject* session, GAsyncResult* result,
                   gpointer self) noexcept;
  static void was_read(GObject* stream, GAsyncResult* result,
                       gpointer self) noexcept;
  static gboolean timed_out(gpointer self) noexcept;
  static void cancelled(GCancellable* outer, gpointer inner) noexcept;
  void read_on();
  void fail(GError* error);

  SoupSession* session_;
  SoupMessage* message_;
  const size_t max_bytes_;
  std::unique_ptr<GCancellable, Unref> cancellable_;
  std::unique_ptr<GInputStream, Unref> stream_;
  std::array<char, 16384> chunk_;
  std::string body_;
  std::string error_;
  bool done_ = false;
  bool timed_out_ = false;
};

}  // namespace mood
