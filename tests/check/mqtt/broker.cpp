/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "broker.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <initializer_list>

namespace mood::test {
namespace {

constexpr const char* kFiles[] = {"broker.conf", "passwords", "key.pem",
                                  "certificate.pem"};

std::string find_mosquitto() {
  gchar* found = g_find_program_in_path("mosquitto");
  if (found == nullptr) found = g_strdup("/usr/sbin/mosquitto");
  const std::string path = found;
  g_free(found);
  return g_file_test(path.c_str(), G_FILE_TEST_IS_EXECUTABLE) ? path : "";
}

uint16_t find_free_port() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  EXPECT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), 0);
  close(fd);
  return ntohs(address.sin_port);
}

void run(std::initializer_list<const char*> arguments) {
  std::vector<const char*> argv(arguments);
  argv.push_back(nullptr);
  gint status = -1;
  GError* error = nullptr;
  const bool ran =
      g_spawn_sync(nullptr, const_cast<char**>(argv.data()), nullptr,
                   static_cast<GSpawnFlags>(G_SPAWN_SEARCH_PATH |
                                            G_SPAWN_STDOUT_TO_DEV_NULL |
                                            G_SPAWN_STDERR_TO_DEV_NULL),
                   nullptr, nullptr, nullptr, nullptr, &status, &error);
  EXPECT_TRUE(ran && status == 0)
      << argv[0] << ": " << (error != nullptr ? error->message : "failed");
  g_clear_error(&error);
}

void die_with_parent(gpointer) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

}  // namespace

bool Broker::is_installed() { return !find_mosquitto().empty(); }

Broker::Broker() : port_(find_free_port()) {
  gchar* folder = g_dir_make_tmp("mood-broker-XXXXXX", nullptr);
  folder_ = folder;
  g_free(folder);
}

Broker::~Broker() {
  kill();
  for (const char* name : kFiles) g_remove(file(name).c_str());
  g_rmdir(folder_.c_str());
}

void Broker::require(const std::string& user, const std::string& password) {
  user_ = user;
  password_ = password;
  run({"mosquitto_passwd", "-c", "-b", file("passwords").c_str(), user.c_str(),
       password.c_str()});
}

void Broker::encrypt() {
  encrypted_ = true;
  run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
       "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
       "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
       "-keyout", file("key.pem").c_str(), "-out", certificate().c_str()});
}

void Broker::write_config() const {
  std::ofstream config(file("broker.conf"));
  config << "listener " << port_ << " 127.0.0.1\n"
         << "user " << g_get_user_name() << "\n"
         << "persistence false\n"
         << "log_dest stderr\n"
         << "allow_anonymous " << (user_.empty() ? "true" : "false") << "\n";
  if (!user_.empty()) config << "password_file " << file("passwords") << "\n";
  if (encrypted_)
    config << "certfile " << certificate() << "\n"
           << "keyfile " << file("key.pem") << "\n";
}

void Broker::start() {
  write_config();
  const std::string program = find_mosquitto();
  const std::string config = file("broker.conf");
  std::array<const char*, 4> argv = {program.c_str(), "-c", config.c_str(),
                                     nullptr};
  int log_fd = -1;
  GError* error = nullptr;
  ASSERT_TRUE(g_spawn_async_with_pipes(nullptr, const_cast<char**>(argv.data()),
                                       nullptr, G_SPAWN_DO_NOT_REAP_CHILD,
                                       die_with_parent, nullptr, &pid_, nullptr,
                                       nullptr, &log_fd, &error))
      << error->message;
  log_reader_ = std::thread([this, log_fd] { read_log(log_fd); });
  std::unique_lock lock(mutex_);
  ASSERT_TRUE(changed_.wait_for(lock, kDeadline, [&] { return is_running_; }))
      << log_;
}

void Broker::read_log(int fd) {
  std::array<char, 4096> text;
  ssize_t size;
  while ((size = read(fd, text.data(), text.size())) > 0) {
    const std::lock_guard lock(mutex_);
    log_.append(text.data(), static_cast<size_t>(size));
    is_running_ = log_.find(" running") != std::string::npos;
    changed_.notify_all();
  }
  close(fd);
}

void Broker::kill() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  g_spawn_close_pid(pid_);
  pid_ = 0;
  log_reader_.join();
  const std::lock_guard lock(mutex_);
  log_.clear();
  is_running_ = false;
}

void Broker::pause() {
  ::kill(pid_, SIGSTOP);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(pid_), &info, WSTOPPED);
}

void Broker::resume() { ::kill(pid_, SIGCONT); }

}  // namespace mood::test
