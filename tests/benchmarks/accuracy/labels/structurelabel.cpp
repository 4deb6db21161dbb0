/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "structurelabel.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "jsonvalue.h"

namespace mood::accuracy {
namespace {

double first_of(const JsonValue& pair) {
  if (pair.items.empty()) throw std::runtime_error("a pair is missing");
  return pair.items[0].number;
}

StructureLabel label_from(const JsonValue& json) {
  StructureLabel label;
  label.bpm = json["bpm"].number;
  label.has_events = json.members.contains("drops");
  const auto& sections = json["sections"].items;
  for (size_t i = 1; i < sections.size(); ++i)
    label.boundaries_s.push_back(first_of(sections[i]));
  for (const JsonValue& boundary : json["boundaries"].items)
    label.boundaries_s.push_back(first_of(boundary));
  for (const JsonValue& drop : json["drops"].items)
    label.drops_s.push_back(drop.number);
  for (const JsonValue& build : json["builds"].items) {
    if (build.items.size() < 2) throw std::runtime_error("a pair is missing");
    label.builds.push_back(
        {.start_s = build.items[0].number, .end_s = build.items[1].number});
  }
  if (label.has_events && !(label.bpm > 0))
    throw std::runtime_error("drops, but no bpm");
  if (!std::ranges::is_sorted(label.boundaries_s) ||
      !std::ranges::is_sorted(label.drops_s) ||
      !std::ranges::is_sorted(label.builds, {}, &BuildLabel::start_s))
    throw std::runtime_error("times are not in order");
  return label;
}

}  // namespace

StructureLabel read_structure(const std::filesystem::path& path) {
  std::ifstream file(path);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  try {
    return label_from(JsonValue::parse(text));
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(path.string() + ": " + error.what());
  }
}

}  // namespace mood::accuracy
