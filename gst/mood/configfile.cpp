/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "configfile.h"

#include <fcntl.h>
#include <glib.h>
#include <unistd.h>

#include <cerrno>

#include "controlconfig.h"
#include "uniquefd.h"

namespace mood {
namespace {

constexpr int64_t SECOND_NS = 1'000'000'000;

int64_t
to_ns (const timespec &time)
{
  return time.tv_sec * SECOND_NS + time.tv_nsec;
}

/* Messages must be UTF-8, file names and files need not be. */
std::string
valid_utf8 (const std::string &text)
{
  gchar *valid = g_utf8_make_valid (text.data (), text.size ());
  const std::string result (valid);
  g_free (valid);
  return result;
}

/* Returns what went wrong, or "".  One byte more than allowed is read, so that
 * whoever parses it notices. */
std::string
read_file (const std::string &path, std::string &text)
{
  const ipc::UniqueFd file (
      open (path.c_str (), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status = {};
  if (!file || fstat (file.get (), &status) != 0)
    return g_strerror (errno);
  if (!S_ISREG (status.st_mode))
    return "is not a file";
  while (text.size () <= kMaxConfigBytes) {
    char part[4096];
    const ssize_t got = read (file.get (), part, sizeof part);
    if (got == 0)
      break;
    if (got < 0 && errno != EINTR)
      return g_strerror (errno);
    if (got > 0)
      text.append (part, got);
  }
  return {};
}

} // namespace

FileStamp
stamp_of (const std::string &path)
{
  struct stat status = {};
  if (stat (path.c_str (), &status) != 0)
    return {};
  return { true,           status.st_dev,          status.st_ino,
           status.st_size, to_ns (status.st_mtim), to_ns (status.st_ctim) };
}

std::variant<SessionSettings, std::string>
load_config_file (const std::string &path)
{
  std::string text;
  const std::string problem = read_file (path, text);
  if (!problem.empty ())
    return valid_utf8 (path + ": " + problem);
  auto parsed = parse_control_config (text);
  if (auto *settings = std::get_if<SessionSettings> (&parsed))
    return std::move (*settings);
  const auto &error = std::get<ConfigError> (parsed);
  const std::string line
      = error.line > 0 ? ":" + std::to_string (error.line) : "";
  return valid_utf8 (path + line + ": " + error.message);
}

} // namespace mood
