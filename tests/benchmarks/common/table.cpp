/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <stdexcept>

namespace mood::bench {
namespace {

std::string number(double value, const char* format, int digits) {
  char text[40];
  std::snprintf(text, sizeof text, format, digits, value);
  return text;
}

std::string json(double value) {
  return std::isfinite(value) ? number(value, "%.*g", 9) : "null";
}

std::string json(const Table::Cell& cell) {
  if (!cell.number) return quoted(cell.words);
  if (!cell.interval) return json(*cell.number);
  return "{\"value\": " + json(cell.interval->value) +
         ", \"low\": " + json(cell.interval->low) +
         ", \"high\": " + json(cell.interval->high) + "}";
}

std::string printed(double value, int decimals) {
  if (std::isnan(value)) return "-";
  return decimals < 0 ? number(value, "%.*e", 1)
                      : number(value, "%.*f", decimals);
}

}  // namespace

Table::Table(std::string name, std::string title, std::vector<Column> columns)
    : name_(std::move(name)),
      title_(std::move(title)),
      columns_(std::move(columns)) {}

void Table::add(std::vector<Cell> row) {
  assert(row.size() == columns_.size());
  rows_.push_back(std::move(row));
}

const Table::Cell& Table::cell(size_t row, const std::string& column) const {
  const auto found = std::ranges::find(columns_, column, &Column::name);
  if (found == columns_.end()) throw std::out_of_range("no column " + column);
  return rows_.at(row)[size_t(found - columns_.begin())];
}

std::string Table::text(size_t row, size_t column) const {
  const Cell& cell = rows_[row][column];
  if (cell.empty()) return "-";
  if (!cell.number) return cell.words;
  const int decimals = columns_[column].decimals;
  std::string text = printed(*cell.number, decimals);
  if (cell.interval && !std::isnan(cell.interval->low))
    text += " [" + printed(cell.interval->low, decimals) + ", " +
            printed(cell.interval->high, decimals) + "]";
  return text;
}

size_t Table::width(size_t column) const {
  size_t width = columns_[column].name.size();
  for (size_t row = 0; row < rows_.size(); ++row)
    width = std::max(width, text(row, column).size());
  return width;
}

void Table::print(std::ostream& out) const {
  out << "\n" << title_ << "\n";
  const auto cell = [&](size_t column, const std::string& content) {
    // What comes first names the row.
    out << (column == 0 ? std::left : std::right)
        << std::setw(int(width(column)) + (column == 0 ? 0 : 2)) << content;
  };
  for (size_t c = 0; c < columns_.size(); ++c) cell(c, columns_[c].name);
  out << "\n";
  for (size_t r = 0; r < rows_.size(); ++r) {
    for (size_t c = 0; c < columns_.size(); ++c) cell(c, text(r, c));
    out << "\n";
  }
  out << std::flush;
}

void Table::write_json(std::ostream& out) const {
  out << "[";
  for (size_t r = 0; r < rows_.size(); ++r) {
    out << (r ? ",\n  {" : "\n  {");
    bool first = true;
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (rows_[r][c].empty()) continue;
      out << (first ? "" : ", ") << quoted(columns_[c].name) << ": "
          << json(rows_[r][c]);
      first = false;
    }
    out << "}";
  }
  out << "]";
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    if (static_cast<unsigned char>(letter) < ' ') {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", unsigned(letter));
      result += escape;
    } else {
      result += letter;
    }
  }
  return result + "\"";
}

void write_json(
    const std::string& path,
    const std::vector<std::pair<std::string, std::string>>& settings,
    const std::vector<Table>& tables) {
  std::ofstream file(path);
  const char* before = "{";
  for (const auto& [name, value] : settings) {
    file << before << quoted(name) << ": " << value;
    before = ",\n ";
  }
  for (const Table& table : tables) {
    file << before << quoted(table.name()) << ": ";
    table.write_json(file);
    before = ",\n ";
  }
  file << "}\n";
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace mood::bench
