/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasesink.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lampaddress.h"
#include "lampdriver.h"
#include "lamplistener.h"
#include "lampworker.h"
#include "ledsinksettings.h"
#include "sceneverdicts.h"

namespace mood {

using LampDrivers = std::vector<std::unique_ptr<LampDriver>>;
/// Drivers, at least one, or why there are none: for people, without secrets.
using LampDriversOrError = std::variant<LampDrivers, std::string>;

/// How one kind of LED sink differs from another. Lives for ever.
struct LedSinkTraits
{
  const char *stats_name;       ///< of the structure in `stats`
  const char *default_location; ///< NULL = the user has to set one
  const char *location_blurb;
  double default_max_rate_hz;
  /// Called when the sink starts, before any data, with a copy of the common
  /// settings; the element's own are its own business. Must not block.
  LampDriversOrError (*make_drivers) (GstBaseSink *sink,
                                      const LedSinkSettings &settings);
};

/// What all LED sinks do: read commands from buffers and leave them with one
/// worker per lamp. The base class has waited for the clock before render();
/// nothing here waits for a lamp but stop(), and that for two seconds at most.
class LedSink : private LampListener {
public:
  LedSink (GstBaseSink *element, const LedSinkTraits &traits);
  ~LedSink () override;

  /// Properties; they take effect at the next start.
  /// @return false for an id that is none of the common ones.
  bool
  set_property (guint id, const GValue *value);
  bool
  get_property (guint id, GValue *value) const;

  /// Streaming state. @return false after posting an error.
  bool
  start ();
  void
  stop ();
  GstFlowReturn
  render (GstBuffer *buffer);
  /// Has the wake() of all drivers called soon. Any thread.
  void
  wake ();
  /// Sum over all lamps, since the start. Transfer full.
  GstStructure *
  stats () const;

  static constexpr uint64_t STOP_TIMEOUT_NS = 2 * GST_SECOND;

private:
  void
  lamp_failed (const std::string &lamp, const std::string &reason) override;
  void
  lamp_recovered (const std::string &lamp) override;
  void
  lamp_refused (const std::string &lamp, const std::string &reason) override;
  void
  scene_shown (const std::string &lamp, const std::string &scene) override;
  void
  scene_refused (const std::string &lamp, const std::string &scene,
                 const std::string &reason) override;
  void
  tell_upstream (const SceneVerdicts::Refusal &refusal);
  void
  post (const SceneCommand &command);
  void
  render_line (std::string_view line);
  void
  warn_of_bad_command (const std::string &reason);

  using Workers = std::vector<std::unique_ptr<LampWorker>>;

  GstBaseSink *element_; ///< outlives this
  const LedSinkTraits &traits_;

  mutable std::mutex settings_lock_;
  LedSinkSettings settings_; ///< guarded by settings_lock_

  mutable std::mutex workers_lock_; ///< held for no longer than posting takes
  Workers workers_;                 ///< guarded by workers_lock_
  LampStats past_;                  ///< of stopped workers, the same lock

  std::mutex verdicts_lock_;
  SceneVerdicts verdicts_; ///< guarded by verdicts_lock_

  std::atomic<uint64_t> invalid_ = 0;
  std::set<std::string> bad_reasons_; ///< streaming thread, start()
};

} // namespace mood
