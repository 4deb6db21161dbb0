/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <variant>

#include "sessionsettings.h"

namespace mood {

/// Which version of which file lies at a path.
struct FileStamp
{
  bool exists = false;
  uint64_t device = 0;
  uint64_t inode = 0;
  int64_t size = 0;
  int64_t modified_ns = 0;
  int64_t changed_ns = 0;

  bool
  operator== (const FileStamp &) const = default;
};

/// The version that lies at @p path now.
FileStamp
stamp_of (const std::string &path);

/// The settings in the file at @p path, or what is wrong with it, beginning
/// with the file's name and, if there is one, the line.  Never waits, whatever
/// kind of file it is.
std::variant<SessionSettings, std::string>
load_config_file (const std::string &path);

} // namespace mood
