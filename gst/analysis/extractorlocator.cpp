/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "extractorlocator.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "config.h"

namespace mood {
namespace {

namespace fs = std::filesystem;

constexpr char kHelperName[] = "mood-extractor";
constexpr char kModuleName[] = "mood-extractor-module.so";

bool is_usable(const std::string& path, int mode) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         access(path.c_str(), mode) == 0;
}

/// Folder of the shared object that contains this function.
fs::path own_folder() {
  Dl_info info{};
  if (!dladdr(reinterpret_cast<const void*>(&own_folder), &info) ||
      !info.dli_fname)
    return {};
  std::error_code ignored;
  return fs::canonical(info.dli_fname, ignored).parent_path();
}

/// Where installed or freshly built files lie as seen from the plugin:
/// <libexecdir>/gstreamer-1.0 below any common prefix, or the build tree.
std::vector<std::string> usual_places(const char* name) {
  std::vector<std::string> places;
  const fs::path folder = own_folder();
  if (!folder.empty()) {
    const fs::path from_plugins_to_helpers =
        fs::path(MOOD_HELPER_DIR).lexically_relative(MOOD_PLUGIN_DIR);
    places.push_back(
        (folder / from_plugins_to_helpers / name).lexically_normal());
    places.push_back((folder / name).lexically_normal());
  }
  places.push_back(fs::path(MOOD_HELPER_DIR) / name);
  return places;
}

Located first_usable(std::vector<std::string> places, int mode) {
  Located located;
  for (auto& place : places) {
    if (is_usable(place, mode)) {
      located.path = place;
      return located;
    }
    located.searched.push_back(std::move(place));
  }
  return located;
}

const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? value : nullptr;
}

}  // namespace

std::string Located::places() const {
  std::string text;
  for (const auto& place : searched) text += (text.empty() ? "" : ", ") + place;
  return text;
}

Located find_helper(const std::string& override) {
  if (!override.empty()) return first_usable({override}, X_OK);
  if (const char* path = environment("GST_MOOD_EXTRACTOR"))
    return first_usable({path}, X_OK);
  return first_usable(usual_places(kHelperName), X_OK);
}

Located find_module() {
  if (const char* path = environment("GST_MOOD_EXTRACTOR_MODULE"))
    return first_usable({path}, R_OK);
  return first_usable(usual_places(kModuleName), R_OK);
}

}  // namespace mood
