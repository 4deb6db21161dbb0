/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include <memory>
#include <string>

#include "helper.h"

namespace mood {

/// The helper as a child process, connected by an inherited socket and
/// nothing else. Not thread safe.
class HelperProcess : public Helper {
 public:
  explicit HelperProcess(std::string path) : path_(std::move(path)) {}
  ~HelperProcess() override;

  bool start(ipc::PacketSocket socket, std::string& error) override;
  const char* kind() const override { return "process"; }
  int pid() const override { return pid_; }
  void finish(std::chrono::milliseconds grace) override;

 private:
  std::string path_;
  struct Unref {
    void operator()(GSubprocess* process) const { g_object_unref(process); }
  };
  std::unique_ptr<GSubprocess, Unref> process_;
  int pid_ = 0;
};

}  // namespace mood
