/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "extractormodulehandle.h"

#include "extractorlocator.h"
#include "protocol.h"

namespace mood {

std::shared_ptr<ExtractorModuleHandle> ExtractorModuleHandle::load(
    std::string& error) {
  const auto located = find_module();
  if (!located) {
    error = "no extractor module; searched " + located.places();
    return nullptr;
  }
  GModule* file = g_module_open(located.path.c_str(), G_MODULE_BIND_LOCAL);
  if (!file) {
    error = g_module_error();
    return nullptr;
  }
  gpointer symbol = nullptr;
  if (!g_module_symbol(file, kMoodExtractorModuleSymbol, &symbol) || !symbol) {
    error = located.path + " is not an extractor module";
    g_module_close(file);
    return nullptr;
  }
  const auto* module = reinterpret_cast<MoodExtractorModuleEntry>(symbol)();
  if (module->protocol_version != ipc::kProtocolVersion) {
    error = located.path + " speaks protocol " +
            std::to_string(module->protocol_version) + ", not " +
            std::to_string(ipc::kProtocolVersion) +
            "; install plugin and helper of the same version";
    g_module_close(file);
    return nullptr;
  }
  g_module_make_resident(file);
  g_module_close(file);
  return std::shared_ptr<ExtractorModuleHandle>(
      new ExtractorModuleHandle(module));
}

}  // namespace mood
