/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace mood::bench {

/// A program that runs beside this one.
class ChildProcess {
 public:
  /// Starts @p arguments[0], looked for in PATH, with standard output to the
  /// file @p output.
  explicit ChildProcess(const std::vector<std::string>& arguments,
                        const std::string& output = "/dev/null");

  /// False if it could not be started.
  bool started() const { return pid_ > 0; }
  /// Waits for its end. @return the exit status, or -1 if it has none.
  int wait();
  /// CPU milliseconds that it took, after wait().
  double cpu_ms() const { return cpu_ms_; }
  /// Waits for its end, but asks shortly before it how much memory it had at
  /// most. (What wait4() says of that includes the parent's.)
  /// @return kilobytes, if it could be told.
  std::optional<long> wait_for_peak_kb();

 private:
  pid_t pid_ = 0;
  double cpu_ms_ = 0;
};

/// The line @p field of /proc/@p pid/status, in kilobytes; VmHWM is the most
/// that was resident so far.
std::optional<long> memory_kb(pid_t pid, const std::string& field);

}  // namespace mood::bench
