/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "messagelog.h"

#include <gtest/gtest.h>

#include "waiting.h"

namespace mood::test {

MessageLog::MessageLog(GstElement* element)
    : element_(GST_ELEMENT(gst_object_ref(element))) {
  GstBus* bus = gst_bus_new();
  gst_bus_set_sync_handler(bus, &MessageLog::take, this, nullptr);
  gst_element_set_bus(element, bus);
  gst_object_unref(bus);
}

MessageLog::~MessageLog() {
  gst_element_set_bus(element_, nullptr);
  gst_object_unref(element_);
}

GstBusSyncReply MessageLog::take(GstBus*, GstMessage* message, gpointer self) {
  auto& log = *static_cast<MessageLog*>(self);
  {
    const std::lock_guard lock(log.mutex_);
    log.messages_.push_back(Message(message, Unref()));
  }
  log.changed_.notify_all();
  return GST_BUS_DROP;
}

std::vector<MessageLog::Structure> MessageLog::structures(
    const std::string& name) const {
  const std::lock_guard lock(mutex_);
  std::vector<Structure> found;
  for (const auto& message : messages_) {
    const GstStructure* structure = gst_message_get_structure(message.get());
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ELEMENT &&
        gst_structure_has_name(structure, name.c_str()))
      found.push_back(Structure(gst_structure_copy(structure), Unref()));
  }
  return found;
}

size_t MessageLog::count(GstMessageType type) const {
  const std::lock_guard lock(mutex_);
  size_t count = 0;
  for (const auto& message : messages_)
    count += GST_MESSAGE_TYPE(message.get()) == type;
  return count;
}

std::vector<std::string> MessageLog::texts(GstMessageType type) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> texts;
  for (const auto& message : messages_) {
    if (GST_MESSAGE_TYPE(message.get()) != type) continue;
    GError* error = nullptr;
    if (type == GST_MESSAGE_ERROR)
      gst_message_parse_error(message.get(), &error, nullptr);
    else if (type == GST_MESSAGE_INFO)
      gst_message_parse_info(message.get(), &error, nullptr);
    else
      gst_message_parse_warning(message.get(), &error, nullptr);
    texts.push_back(error->message);
    g_error_free(error);
  }
  return texts;
}

bool MessageLog::wait_until(const std::function<bool()>& holds) const {
  return wait_until_items(mutex_, changed_, messages_,
                          std::chrono::steady_clock::now() + kDeadline, holds);
}

bool MessageLog::wait_for(const std::string& name, size_t count) const {
  return wait_until([&] { return structures(name).size() >= count; });
}

bool MessageLog::wait_for(const std::string& name, const std::string& field,
                          const std::string& value) const {
  return wait_until([&] {
    for (const auto& structure : structures(name)) {
      const char* found =
          gst_structure_get_string(structure.get(), field.c_str());
      if (found && value == found) return true;
    }
    return false;
  });
}

double number(const MessageLog::Structure& structure, const char* field) {
  double value = -1;
  EXPECT_TRUE(gst_structure_get_double(structure.get(), field, &value))
      << field;
  return value;
}

guint64 ns(const MessageLog::Structure& structure, const char* field) {
  guint64 value = 0;
  EXPECT_TRUE(gst_structure_get_uint64(structure.get(), field, &value))
      << field;
  return value;
}

std::string text(const MessageLog::Structure& structure, const char* field) {
  const char* value = gst_structure_get_string(structure.get(), field);
  EXPECT_NE(value, nullptr) << field;
  return value ? value : "";
}

}  // namespace mood::test
