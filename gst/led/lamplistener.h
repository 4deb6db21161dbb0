/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>

namespace mood {

/// Hears what people should know of lamps: on the workers' threads, with no
/// lock held.
class LampListener {
 public:
  virtual ~LampListener() = default;
  /// A lamp does not work any more: once until lamp_recovered().
  virtual void lamp_failed(const std::string& lamp,
                           const std::string& reason) = 0;
  virtual void lamp_recovered(const std::string& lamp) = 0;
  /// A lamp will not do something: once per reason.
  virtual void lamp_refused(const std::string& lamp,
                            const std::string& reason) = 0;
  /// A lamp was sent @p scene and shows it, or will not: each time.
  virtual void scene_shown(const std::string& lamp,
                           const std::string& scene) = 0;
  virtual void scene_refused(const std::string& lamp, const std::string& scene,
                             const std::string& reason) = 0;
};

}  // namespace mood
