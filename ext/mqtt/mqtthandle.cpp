/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqtthandle.h"

#include <signal.h>

#include <cerrno>
#include <mutex>
#include <stdexcept>

#include "mqtterrors.h"

namespace mood {
namespace {

/// mosquitto_new() makes the whole process ignore SIGPIPE. That is not ours to
/// change; our thread, the only one that writes, blocks the signal instead.
class SignalKeeper {
 public:
  SignalKeeper() { sigaction(SIGPIPE, nullptr, &before_); }
  ~SignalKeeper() { sigaction(SIGPIPE, &before_, nullptr); }
  SignalKeeper(const SignalKeeper&) = delete;
  SignalKeeper& operator=(const SignalKeeper&) = delete;

 private:
  struct sigaction before_ = {};
};

void check(int code) {
  if (code != MOSQ_ERR_SUCCESS)
    throw std::runtime_error(describe_mqtt_error(code, errno));
}

void set_up_encryption(mosquitto* handle, const MqttAccess& access) {
  constexpr int kVerifyNone = 0;  // OpenSSL's SSL_VERIFY_NONE
  constexpr int kVerifyPeer = 1;  // OpenSSL's SSL_VERIFY_PEER
  if (access.ca_file.empty())
    check(mosquitto_int_option(handle, MOSQ_OPT_TLS_USE_OS_CERTS, 1));
  else
    check(mosquitto_tls_set(handle, access.ca_file.c_str(), nullptr, nullptr,
                            nullptr, nullptr));
  check(mosquitto_tls_opts_set(
      handle, access.tls_verify ? kVerifyPeer : kVerifyNone, nullptr, nullptr));
  check(mosquitto_tls_insecure_set(handle, !access.tls_verify));
}

}  // namespace

MqttHandle make_mqtt_handle(const MqttAccess& access, const MqttMessage& will,
                            void* user_data) {
  static std::once_flag once;
  std::call_once(once, mosquitto_lib_init);
  static std::mutex signal_mutex;
  MqttHandle handle;
  {
    const std::lock_guard lock(signal_mutex);
    const SignalKeeper keeper;
    handle.reset(mosquitto_new(access.client_id.c_str(), true, user_data));
  }
  if (!handle) throw std::runtime_error("no memory is left");
  check(mosquitto_threaded_set(handle.get(), true));
  check(mosquitto_int_option(handle.get(), MOSQ_OPT_TCP_NODELAY, 1));
  check(mosquitto_int_option(handle.get(), MOSQ_OPT_PROTOCOL_VERSION,
                             MQTT_PROTOCOL_V311));
  if (!access.user.empty())
    check(mosquitto_username_pw_set(handle.get(), access.user.c_str(),
                                    access.password.c_str()));
  check(mosquitto_will_set(handle.get(), will.topic.c_str(),
                           static_cast<int>(will.payload.size()),
                           will.payload.data(), access.qos, will.retain));
  if (access.is_encrypted()) set_up_encryption(handle.get(), access);
  return handle;
}

}  // namespace mood
