/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "goldenfigures.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace mood::test {
namespace {

std::vector<double> rest_of(std::istringstream& line) {
  std::vector<double> values;
  for (double value; line >> value;) values.push_back(value);
  return values;
}

/// Takes lines "word value…" one by one.
class Reader {
 public:
  void take(const std::string& text) {
    std::istringstream line(text);
    std::string word;
    if (!(line >> word) || word[0] == '#') return;
    if (word == "rate-hz") {
      line >> rate_hz_;
    } else if (word == "case") {
      cases_.push_back({.rate_hz = rate_hz_});
      line >> cases_.back().name;
    } else if (word == "reference") {
      current().references.emplace_back();
      line >> current().references.back().kind;
    } else if (current().references.empty()) {
      about_case(word, line);
    } else {
      about_reference(word, line, current().references.back());
    }
    if (!line && !line.eof()) throw std::runtime_error("not a number: " + text);
  }

  std::vector<GoldenCase> cases() && { return std::move(cases_); }

 private:
  GoldenCase& current() {
    if (cases_.empty()) throw std::runtime_error("no case yet");
    return cases_.back();
  }

  void about_case(const std::string& word, std::istringstream& line) {
    GoldenCase& c = current();
    if (word == "samples") {
      line >> c.samples;
    } else if (word == "buffer-s") {
      line >> c.buffer_s;
    } else if (word == "sha256") {
      line >> c.sha256;
    } else if (word == "first8") {
      c.first8 = rest_of(line);
    } else if (word == "sum") {
      c.sum = rest_of(line);
    } else if (word == "sum-of-squares") {
      c.sum_of_squares = rest_of(line);
    } else if (std::string field; word == "sensitive" && line >> field) {
      line >> c.sensitive[field];
    } else if (word == "incomparable" && line >> field) {
      c.incomparable.insert(field);
    } else {
      throw std::runtime_error("unknown word: " + word);
    }
  }

  void about_reference(const std::string& word, std::istringstream& line,
                       GoldenReference& reference) {
    if (word == "absent") {
      reference.absent = true;
    } else if (word == "key") {
      line >> reference.key;
    } else if (word == "mode") {
      line >> reference.mode;
    } else {
      reference.values[word] = rest_of(line);
    }
  }

  double rate_hz_ = 0;
  std::vector<GoldenCase> cases_;
};

}  // namespace

const GoldenReference* GoldenCase::reference(std::string_view kind) const {
  for (const auto& reference : references)
    if (reference.kind == kind) return &reference;
  return nullptr;
}

std::vector<GoldenCase> read_golden_figures(const std::string& path) {
  std::ifstream file(path);
  Reader reader;
  for (std::string line; std::getline(file, line);) reader.take(line);
  auto cases = std::move(reader).cases();
  if (cases.empty()) throw std::runtime_error("no figures in " + path);
  return cases;
}

}  // namespace mood::test
