/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "httpclient.h"
#include "lampdriver.h"
#include "ledfxscenes.h"
#include "ledfxschema.h"
#include "ledfxvirtuals.h"

namespace mood {

/// A LedFx server, by its REST API
/// (https://docs.ledfx.app/en/latest/apis/api.html).
class LedFxDriver : public LampDriver {
 public:
  /// @p targets are the virtuals that may be used; empty = all.
  LedFxDriver(HttpAccess access, Targets targets);

  std::string name() const override { return client_.address().url(); }
  std::optional<Targets> resolve_targets(const Targets& targets) const override;
  LampResult connect(LampContext& context) override;
  LampResult send(const SceneCommand& command, LampContext& context) override;
  void disconnect(LampContext& context) override;

 private:
  LampResult carry_out(const SceneAction& scene, const Targets& targets,
                       LampContext& context);
  LampResult carry_out(const EffectAction& effect, const Targets& targets,
                       LampContext& context);
  LampResult carry_out(const FlashAction& flash, const Targets& targets,
                       LampContext& context);
  LampResult carry_out(const ReleaseAction& release, const Targets& targets,
                       LampContext& context);

  LampResult adjust(const EffectAction& effect, const LedFxVirtuals& virtuals,
                    const std::vector<std::string>& lit, LampContext& context);
  LampResult restore(const std::string& id, const LedFxEffect& effect,
                     LampContext& context);
  LampResult read_virtuals(LampContext& context,
                           std::optional<LedFxVirtuals>& virtuals);
  LampResult read_scenes(LampContext& context);
  LampResult request(const char* method, const std::string& path,
                     const std::string& body, LampContext& context);

  HttpClient client_;
  const Targets targets_;
  LedFxSchema schema_;
  LedFxScenes scenes_;
  std::optional<LedFxVirtuals> original_;  ///< to be given back
};

}  // namespace mood
