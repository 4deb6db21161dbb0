/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolconfig.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace mood {
namespace {

constexpr std::chrono::milliseconds LOOK_INTERVAL (250);

} // namespace

MoodControlConfig::MoodControlConfig (GstElement *element, Apply apply)
    : element_ (element), apply_ (std::move (apply))
{
}

MoodControlConfig::~MoodControlConfig () { stop (); }

void
MoodControlConfig::set_path (std::string path)
{
  {
    std::lock_guard lock (mutex_);
    path_ = std::move (path);
    if (!started_)
      return;
    wakeup_.notify_all ();
  }
  load (false);
}

std::string
MoodControlConfig::path () const
{
  std::lock_guard lock (mutex_);
  return path_;
}

bool
MoodControlConfig::start ()
{
  stop ();
  if (!load (true))
    return false;
  std::lock_guard lock (mutex_);
  try {
    watcher_ = std::thread (&MoodControlConfig::watch, this);
  } catch (const std::system_error &error) {
    GST_WARNING_OBJECT (element_, "no thread to watch the configuration: %s",
                        error.what ());
  }
  started_ = true;
  return true;
}

void
MoodControlConfig::stop ()
{
  {
    std::lock_guard lock (mutex_);
    started_ = false;
    wakeup_.notify_all ();
  }
  if (watcher_.joinable ())
    watcher_.join ();
}

void
MoodControlConfig::add_stats (GstStructure *stats) const
{
  std::lock_guard lock (mutex_);
  gst_structure_set (stats, "config-loads", G_TYPE_UINT64, loads_,
                     "config-errors", G_TYPE_UINT64, errors_, nullptr);
}

bool
MoodControlConfig::load (bool starting)
{
  std::unique_lock loading (loading_);
  std::unique_lock lock (mutex_);
  const std::string path = path_;
  lock.unlock ();
  if (path.empty ()) {
    apply_ (SessionSettings ());
    return true;
  }
  /* Stamped before it is read: what changes meanwhile shows as a change. */
  const FileStamp stamp = stamp_of (path);
  const auto read = load_config_file (path);
  const auto *settings = std::get_if<SessionSettings> (&read);
  if (settings != nullptr)
    apply_ (*settings);
  lock.lock ();
  if (path == path_)
    loaded_ = stamp;
  ++(settings != nullptr ? loads_ : errors_);
  lock.unlock ();
  loading.unlock ();
  if (settings != nullptr)
    return true;
  const std::string &problem = std::get<std::string> (read);
  if (starting)
    GST_ELEMENT_ERROR (element_, RESOURCE, SETTINGS,
                       ("%s. Correct the file, or unset the property config.",
                        problem.c_str ()),
                       (nullptr));
  else
    warn (problem);
  return false;
}

void
MoodControlConfig::warn (const std::string &problem)
{
  GST_ELEMENT_WARNING (
      element_, RESOURCE, SETTINGS,
      ("%s. The settings stay as they were until the file is correct.",
       problem.c_str ()),
      (nullptr));
}

void
MoodControlConfig::watch ()
{
  FileStamp seen;
  std::unique_lock lock (mutex_);
  while (started_) {
    if (path_.empty ())
      wakeup_.wait (lock);
    else
      wakeup_.wait_for (lock, LOOK_INTERVAL);
    if (!started_ || path_.empty ())
      continue;
    const std::string path = path_;
    const FileStamp loaded = loaded_;
    lock.unlock ();
    const FileStamp now = stamp_of (path);
    if (now != loaded && now == seen)
      load (false);
    seen = now;
    lock.lock ();
  }
}

} // namespace mood
