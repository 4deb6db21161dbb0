/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace mood::test {

/// A mosquitto of our own, on a port of the loopback interface that stays the
/// same for the life of this object, with its files in a folder of its own.
class Broker {
 public:
  static constexpr std::chrono::seconds kDeadline{20};

  /// Whether there is a mosquitto to run.
  static bool is_installed();

  /// Does not start it. Finds a port.
  Broker();
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  /// From the next start on, nobody else gets in.
  void require(const std::string& user, const std::string& password);
  /// From the next start on, it speaks TLS with a certificate for localhost
  /// and 127.0.0.1 that it vouches for itself.
  void encrypt();

  void start();
  /// Ends it without a goodbye.
  void kill();
  /// It takes connections but does nothing, until resume().
  void pause();
  void resume();

  uint16_t port() const { return port_; }
  std::string host_and_port() const {
    return "127.0.0.1:" + std::to_string(port_);
  }
  std::string url() const { return "mqtt://" + host_and_port(); }
  const std::string& user() const { return user_; }
  const std::string& password() const { return password_; }
  std::string certificate() const { return folder_ + "/certificate.pem"; }
  bool is_encrypted() const { return encrypted_; }

 private:
  void write_config() const;
  void read_log(int fd);
  std::string file(const char* name) const { return folder_ + '/' + name; }

  std::string folder_;
  uint16_t port_ = 0;
  std::string user_;
  std::string password_;
  bool encrypted_ = false;
  GPid pid_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string log_;          ///< guarded by mutex_
  bool is_running_ = false;  ///< guarded by mutex_
  std::thread log_reader_;
};

}  // namespace mood::test
