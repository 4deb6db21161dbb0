/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "figure.h"

namespace mood::bench {

/// Figures in rows and columns, for people and for programs.
class Table {
 public:
  struct Column {
    std::string name;  ///< with its unit; a key of the JSON
    int decimals = 2;  ///< of printed numbers; negative = 1.2e-03
  };
  /// Empty, words, or a number, perhaps with an interval.
  struct Cell {
    Cell() = default;
    Cell(std::string text) : words(std::move(text)) {}
    Cell(const char* text) : words(text) {}
    Cell(double value) : number(value) {}
    Cell(const Figure& figure) : number(figure.value), interval(figure) {}
    bool empty() const { return words.empty() && !number; }

    std::string words;
    std::optional<double> number;    ///< printed as "-" if not a number
    std::optional<Figure> interval;  ///< printed behind the number
  };

  /// @param name key of the JSON.
  /// @param title what the rows are, in a line.
  Table(std::string name, std::string title, std::vector<Column> columns);

  const std::string& name() const { return name_; }
  size_t rows() const { return rows_.size(); }
  /// @throws std::out_of_range if there is no such row or column
  const Cell& cell(size_t row, const std::string& column) const;
  /// @p row has as many cells as there are columns.
  void add(std::vector<Cell> row);

  void print(std::ostream& out) const;
  /// An array of objects, one for each row; empty cells are left out. What is
  /// no finite number is null; a figure is an object of value, low and high.
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

/// Writes an object to the file @p path: @p settings, which are names and
/// values in JSON, and every table of @p tables under its name.
/// @throws std::runtime_error if that fails
void write_json(
    const std::string& path,
    const std::vector<std::pair<std::string, std::string>>& settings,
    const std::vector<Table>& tables);

}  // namespace mood::bench
