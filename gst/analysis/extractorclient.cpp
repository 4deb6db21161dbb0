/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "extractorclient.h"

#include <pthread.h>
#include <signal.h>

#include <system_error>
#include <utility>

#include "supervisor.h"

namespace mood {

ExtractorClient::ExtractorClient(Parameters parameters,
                                 ExtractorListener& listener)
    : parameters_(std::move(parameters)),
      listener_(listener),
      in_process_(parameters_.helper_in_process) {}

ExtractorClient::~ExtractorClient() { stop(); }

bool ExtractorClient::start(std::string& error) {
  work_ = ipc::Wakeup::create();
  control_ = ipc::Wakeup::create();
  if (!work_ || !control_) {
    error = "no eventfd: too many open files?";
    return false;
  }
  board_.reset();
  // Signals are the application's: its handlers expect its own threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    thread_ = std::thread([this] { Supervisor(*this).run(); });
    pthread_setname_np(thread_.native_handle(), "mood-supervisor");
  } catch (const std::system_error& failure) {
    error = failure.what();
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread_.joinable();
}

void ExtractorClient::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    orders_.stop = true;
  }
  control_.signal();
  thread_.join();
  orders_ = Orders();
}

bool ExtractorClient::in_process() const { return in_process_; }

void ExtractorClient::assign(Assignment assignment) {
  {
    const std::lock_guard lock(mutex_);
    orders_.assignment = std::move(assignment);
    orders_.settings.reset();  // it brings its own, which are newer
  }
  control_.signal();
}

void ExtractorClient::set_settings(const ipc::AnalysisSettings& settings) {
  {
    const std::lock_guard lock(mutex_);
    orders_.settings = settings;
  }
  control_.signal();
}

bool ExtractorClient::fall_back(const std::string& reason) {
  if (!parameters_.make_fallback) return false;
  // Another thread may have had the same thought already.
  if (in_process_.exchange(true)) return true;
  {
    const std::lock_guard lock(mutex_);
    orders_.fall_back = reason;
  }
  control_.signal();
  return true;
}

void ExtractorClient::notify(bool urgent) {
  // Pairs with the fence in Supervisor::note_idle(): one of the two sides
  // sees what the other wrote, so audio is never left lying.
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (!urgent && !helper_idle_.load(std::memory_order_relaxed)) return;
  helper_idle_.store(false, std::memory_order_relaxed);
  work_.signal();
}

ExtractorClient::Orders ExtractorClient::take_orders() {
  control_.clear();
  const std::lock_guard lock(mutex_);
  Orders orders = std::exchange(orders_, Orders());
  orders_.stop = orders.stop;
  return orders;
}

}  // namespace mood
