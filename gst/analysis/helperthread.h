/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <memory>
#include <thread>

#include "extractormodulehandle.h"
#include "helper.h"

namespace mood {

/// The helper's loop in a thread of this process.
class HelperThread : public Helper {
 public:
  explicit HelperThread(std::shared_ptr<ExtractorModuleHandle> module)
      : module_(std::move(module)) {}
  ~HelperThread() override { finish({}); }

  bool start(ipc::PacketSocket socket, std::string& error) override;
  const char* kind() const override { return "thread"; }
  int pid() const override { return 0; }
  /// A thread cannot be killed: waits for it, however long it takes.
  void finish(std::chrono::milliseconds grace) override;

 private:
  std::shared_ptr<ExtractorModuleHandle> module_;
  std::thread thread_;
};

}  // namespace mood
