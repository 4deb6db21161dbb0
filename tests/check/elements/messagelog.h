/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mood::test {

/// All that an element posts, kept as it comes, from any thread. Gives the
/// element a bus of its own.
class MessageLog {
 public:
  struct Unref {
    void operator()(GstMessage* message) const { gst_message_unref(message); }
    void operator()(GstStructure* structure) const {
      gst_structure_free(structure);
    }
  };
  using Message = std::shared_ptr<GstMessage>;
  using Structure = std::shared_ptr<GstStructure>;
  static constexpr std::chrono::seconds kDeadline{20};

  explicit MessageLog(GstElement* element);
  ~MessageLog();

  /// Copies of the element messages called @p name so far.
  std::vector<Structure> structures(const std::string& name) const;
  /// How many messages of @p type so far.
  size_t count(GstMessageType type) const;
  /// The texts of the messages of @p type (error, warning, info) so far.
  std::vector<std::string> texts(GstMessageType type) const;
  /// Waits until @p count element messages called @p name have come.
  /// @return false when they do not within the deadline.
  bool wait_for(const std::string& name, size_t count) const;
  /// Waits until an element message called @p name has @p field = @p value.
  bool wait_for(const std::string& name, const std::string& field,
                const std::string& value) const;
  /// Waits until @p holds of the log, which is not locked meanwhile.
  bool wait_until(const std::function<bool()>& holds) const;

 private:
  static GstBusSyncReply take(GstBus* bus, GstMessage* message, gpointer self);

  GstElement* element_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::vector<Message> messages_;
};

/// Fields of a structure, failing the test when they are not there.
double number(const MessageLog::Structure& structure, const char* field);
guint64 ns(const MessageLog::Structure& structure, const char* field);
std::string text(const MessageLog::Structure& structure, const char* field);

}  // namespace mood::test
