/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <string>

#include "httpclient.h"
#include "lampdriver.h"
#include "wledlook.h"
#include "wlednames.h"

namespace mood {

/// One WLED lamp, by its JSON API (https://kno.wled.ge/interfaces/json-api/).
/// Effects and palettes go by the lamp's own names for them.
class WledDriver : public LampDriver {
 public:
  /// @p effect is the name of the effect to show moods with; empty = the one
  /// that the lamp has.
  WledDriver(HttpAccess access, std::string effect);

  std::string name() const override { return client_.address().url(); }
  std::optional<Targets> resolve_targets(const Targets& targets) const override;
  LampResult connect(LampContext& context) override;
  LampResult send(const SceneCommand& command, LampContext& context) override;
  std::optional<uint64_t> wake_time_ns() const override {
    return flash_end_ns_;
  }
  LampResult wake(LampContext& context) override;
  void disconnect(LampContext& context) override;

 private:
  LampResult carry_out(const SceneAction& scene, LampContext& context);
  LampResult carry_out(const EffectAction& effect, LampContext& context);
  LampResult carry_out(const FlashAction& flash, LampContext& context);
  LampResult carry_out(const ReleaseAction& release, LampContext& context);

  LampResult remember_original(LampContext& context);
  LampResult read_look(LampContext& context, std::optional<WledLook>& look);
  LampResult read_presets(LampContext& context);
  LampResult get_json(const std::string& path, LampContext& context,
                      std::optional<JsonDocument>& document);
  LampResult post_state(const std::string& body, LampContext& context);

  HttpClient client_;
  const std::string effect_;
  WledNames names_;
  std::optional<WledPresets> presets_;  ///< absent = to be asked for
  std::optional<WledLook> original_;    ///< to be given back
  std::optional<WledLook> look_;        ///< below a flash; absent = unknown
  std::optional<uint64_t> flash_end_ns_;
};

}  // namespace mood
