/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace mood::bench {

/// Figures in rows and columns, for people and for programs.
class Table {
 public:
  struct Column {
    std::string name;  ///< with its unit; a key of the JSON
    int decimals = 2;  ///< of printed numbers; negative = 1.2e-03
  };
  /// Empty, words or a number.
  struct Cell {
    Cell() = default;
    Cell(std::string text) : words(std::move(text)) {}
    Cell(const char* text) : words(text) {}
    Cell(double value) : number(value) {}
    bool empty() const { return words.empty() && !number; }

    std::string words;
    std::optional<double> number;
  };

  /// @param name key of the JSON.
  /// @param title what the rows are, in a line.
  Table(std::string name, std::string title, std::vector<Column> columns);

  const std::string& name() const { return name_; }
  /// @p row has as many cells as there are columns.
  void add(std::vector<Cell> row);

  void print(std::ostream& out) const;
  /// An array of objects, one for each row; empty cells are left out.
  void write_json(std::ostream& out) const;

 private:
  std::string text(size_t row, size_t column) const;
  size_t width(size_t column) const;

  std::string name_;
  std::string title_;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// @p text as a JSON string.
std::string quoted(const std::string& text);

}  // namespace mood::bench
