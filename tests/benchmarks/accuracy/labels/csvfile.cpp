/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "csvfile.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <stdexcept>

namespace mood::accuracy {
namespace {

struct Unclosed {};

/// What is between the quotes, the first of which has been read.
std::string quoted_part(std::istream& input) {
  std::string part;
  for (int letter; (letter = input.get()) != EOF;) {
    if (letter == '"' && input.peek() != '"') return part;
    if (letter == '"') input.get();
    part += char(letter);
  }
  throw Unclosed();
}

/// The fields of a row, or nothing at the end.
std::optional<std::vector<std::string>> next_row(std::istream& input) {
  if (input.peek() == EOF) return {};
  std::vector<std::string> fields(1);
  for (int letter; (letter = input.get()) != EOF && letter != '\n';) {
    if (letter == '"')
      fields.back() += quoted_part(input);
    else if (letter == ',')
      fields.emplace_back();
    else if (letter != '\r')
      fields.back() += char(letter);
  }
  return fields;
}

bool is_empty(const std::vector<std::string>& row) {
  return row.size() == 1 && row[0].empty();
}

}  // namespace

CsvFile::CsvFile(const std::filesystem::path& path) : name_(path) {
  std::ifstream input(path);
  if (!input) fail("cannot be read");
  read(input);
}

CsvFile::CsvFile(std::istream& input, std::string name)
    : name_(std::move(name)) {
  read(input);
}

void CsvFile::fail(const std::string& what) const {
  throw std::runtime_error(name_ + ": " + what);
}

void CsvFile::read(std::istream& input) try {
  columns_ = next_row(input).value_or(std::vector<std::string>());
  if (columns_.empty()) fail("is empty");
  while (auto row = next_row(input)) {
    if (is_empty(*row)) continue;
    if (row->size() != columns_.size())
      fail("row " + std::to_string(rows_.size() + 1) + " has " +
           std::to_string(row->size()) + " fields, the first line " +
           std::to_string(columns_.size()));
    rows_.push_back(std::move(*row));
  }
} catch (const Unclosed&) {
  fail("a quote is not closed");
}

size_t CsvFile::column(const std::string& name) const {
  const auto found = std::ranges::find(columns_, name);
  if (found == columns_.end()) fail("no column \"" + name + "\"");
  return size_t(found - columns_.begin());
}

double CsvFile::number(size_t row, size_t column) const {
  const std::string& field = text(row, column);
  double value = 0;
  const char* const end = field.data() + field.size();
  const auto [rest, error] = std::from_chars(field.data(), end, value);
  if (error != std::errc() || rest != end || !std::isfinite(value))
    fail("row " + std::to_string(row + 1) + ", column \"" + columns_[column] +
         "\": \"" + field + "\" is not a number");
  return value;
}

}  // namespace mood::accuracy
