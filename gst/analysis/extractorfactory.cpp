/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "extractorfactory.h"

#include <utility>

#include "directextractor.h"
#include "extractorclient.h"
#include "extractorlocator.h"
#include "helperprocess.h"
#include "helperthread.h"

namespace mood {
namespace {

std::unique_ptr<Helper> make_thread(std::string& error) {
  auto module = ExtractorModuleHandle::load(error);
  if (!module) return nullptr;
  return std::make_unique<HelperThread>(std::move(module));
}

std::unique_ptr<Extractor> make_client(const ExtractorOptions& options,
                                       std::unique_ptr<Helper> helper,
                                       bool in_process,
                                       ExtractorListener& listener) {
  ExtractorClient::Parameters parameters;
  parameters.helper = std::move(helper);
  parameters.helper_in_process = in_process;
  if (options.isolation == Isolation::kAuto && !in_process)
    parameters.make_fallback = make_thread;
  parameters.timeout = options.timeout;
  parameters.health_interval = options.health_interval;
  return std::make_unique<ExtractorClient>(std::move(parameters), listener);
}

}  // namespace

ExtractorChoice make_extractor(const ExtractorOptions& options,
                               ExtractorListener& listener) {
  ExtractorChoice choice;
  if (options.isolation == Isolation::kNone) {
    choice.extractor = std::make_unique<DirectExtractor>(listener);
    return choice;
  }
  if (options.isolation != Isolation::kThread) {
    const auto located = find_helper(options.helper_path);
    if (located) {
      choice.extractor =
          make_client(options, std::make_unique<HelperProcess>(located.path),
                      false, listener);
      return choice;
    }
    choice.error =
        "no usable mood-extractor helper; searched " + located.places();
    if (options.isolation == Isolation::kProcess) return choice;
  }
  std::string module_error;
  auto thread = make_thread(module_error);
  if (thread) {
    choice.extractor = make_client(options, std::move(thread), true, listener);
    choice.warning = std::exchange(choice.error, {});
  } else {
    choice.error += (choice.error.empty() ? "" : "; ") + module_error;
  }
  return choice;
}

}  // namespace mood
