/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <filesystem>
#include <istream>
#include <string>
#include <vector>

namespace mood::accuracy {

/// A table of comma-separated values whose first line names the columns; a
/// field may be quoted, and then hold commas, line ends and doubled quotes
/// (RFC 4180). Every failure is a std::runtime_error that names the file.
class CsvFile {
 public:
  explicit CsvFile(const std::filesystem::path& path);
  /// @param name by which errors call what @p input gives.
  CsvFile(std::istream& input, std::string name);

  size_t size() const { return rows_.size(); }
  /// The number of a column; an error that names it if there is none.
  size_t column(const std::string& name) const;
  const std::string& text(size_t row, size_t column) const {
    return rows_[row][column];
  }
  /// An error that names the row and the column if it is no number.
  double number(size_t row, size_t column) const;

 private:
  void read(std::istream& input);
  [[noreturn]] void fail(const std::string& what) const;

  std::string name_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace mood::accuracy
