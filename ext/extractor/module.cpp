/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <new>

#include "extractormodule.h"
#include "runloop.h"

namespace {

using mood::Session;

class CallbackSink : public mood::PacketSink {
 public:
  using Deliver = void (*)(void* user, const void* packet, size_t size);
  CallbackSink(Deliver deliver, void* user) : deliver_(deliver), user_(user) {}
  bool deliver(std::span<const std::byte> packet) override {
    deliver_(user_, packet.data(), packet.size());
    return true;
  }

 private:
  Deliver deliver_;
  void* user_;
};

struct DirectSession {
  DirectSession(CallbackSink::Deliver deliver, void* user)
      : sink(deliver, user), session(sink, Session::Placement::kInProcess) {}
  CallbackSink sink;
  Session session;
};

int run(int socket_fd) {
  try {
    mood::ipc::PacketSocket socket{mood::ipc::UniqueFd(socket_fd)};
    return mood::run_loop(std::move(socket), Session::Placement::kInProcess)
               ? 0
               : 1;
  } catch (const std::exception&) {
    return 1;
  }
}

void* open_session(CallbackSink::Deliver deliver, void* user) {
  return new (std::nothrow) DirectSession(deliver, user);
}

bool handle(void* session, const void* packet, size_t size) {
  mood::ipc::PacketBuffer buffer;
  buffer.size = std::min(size, sizeof(buffer.bytes));
  std::memcpy(buffer.bytes, packet, buffer.size);
  try {
    return static_cast<DirectSession*>(session)->session.handle(buffer);
  } catch (const std::exception&) {
    return false;
  }
}

bool service(void* session) {
  try {
    auto& direct = *static_cast<DirectSession*>(session);
    do {
      if (!direct.session.service()) return false;
    } while (direct.session.unfinished());
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

void close_session(void* session) {
  delete static_cast<DirectSession*>(session);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const MoodExtractorModule*
mood_extractor_module() {
  static const MoodExtractorModule module = {mood::ipc::kProtocolVersion,
                                             run,
                                             open_session,
                                             handle,
                                             service,
                                             close_session};
  return &module;
}
