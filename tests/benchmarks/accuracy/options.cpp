/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "options.h"

#include <charconv>
#include <sstream>
#include <stdexcept>

namespace mood::accuracy {
namespace {

/// One argument after the other.
class Arguments {
 public:
  explicit Arguments(std::span<const char* const> all) : left_(all) {}

  bool empty() const { return left_.empty(); }
  std::string next() {
    const std::string argument = left_.front();
    left_ = left_.subspan(1);
    return argument;
  }
  std::string value_of(const std::string& option) {
    if (empty()) throw std::runtime_error(option + " needs a value");
    return next();
  }
  /// A number of at least @p minimum.
  template <typename Number>
  Number number_of(const std::string& option, Number minimum) {
    const std::string text = value_of(option);
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end || !(number >= minimum))
      throw std::runtime_error(option + " " + text +
                               ": not a number >= " + std::to_string(minimum));
    return number;
  }

 private:
  std::span<const char* const> left_;
};

std::vector<std::string> listed(const std::string& text) {
  std::istringstream input(text);
  std::vector<std::string> names;
  for (std::string name; std::getline(input, name, ',');) names.push_back(name);
  return names;
}

std::vector<std::string> analyses(const std::string& name) {
  if (name == "both") return {"basic", "advanced"};
  if (name == "basic" || name == "advanced") return {name};
  throw std::runtime_error("--analysis is basic, advanced or both");
}

void take(Options& options, const std::string& option, Arguments& arguments) {
  if (option == "--json")
    options.json = arguments.value_of(option);
  else if (option == "--analysis")
    options.analyses = analyses(arguments.value_of(option));
  else if (option == "--sets")
    options.sets = listed(arguments.value_of(option));
  else if (option == "--limit")
    options.limit = arguments.number_of<size_t>(option, 1);
  else if (option == "--jobs")
    options.jobs = arguments.number_of<unsigned>(option, 1);
  else if (option == "--interval")
    options.interval_s = arguments.number_of(option, 0.033);
  else if (option == "--gain")
    options.gain = true;
  else if (option == "--peers")
    options.peers = true;
  else if (option.starts_with("-"))
    throw std::runtime_error("no option " + option);
  else
    options.folder = option;
}

}  // namespace

Options parse_options(std::span<const char* const> arguments,
                      const std::string& default_folder) {
  Options options{.folder = default_folder};
  Arguments left(arguments);
  while (!left.empty()) {
    const std::string option = left.next();
    take(options, option, left);
  }
  return options;
}

}  // namespace mood::accuracy
