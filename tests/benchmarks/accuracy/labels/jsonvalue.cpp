/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "jsonvalue.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace mood::accuracy {
namespace {

/// Nothing that is a label is nested deeper.
constexpr int kMaximumDepth = 16;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  JsonValue whole() {
    JsonValue value = read(0);
    skip_space();
    if (at_ < text_.size()) fail();
    return value;
  }

 private:
  JsonValue read(int depth) {
    skip_space();
    if (at_ == text_.size() || depth > kMaximumDepth) fail();
    JsonValue value;
    const char first = text_[at_];
    if (first == '{') {
      list('}', [&] {
        skip_space();
        const std::string name = string();
        skip_space();
        expect(':');
        value.members[name] = read(depth + 1);
      });
    } else if (first == '[') {
      list(']', [&] { value.items.push_back(read(depth + 1)); });
    } else if (first == '"') {
      string();
    } else if (!word("true") && !word("false") && !word("null")) {
      value.number = number();
    }
    return value;
  }

  /// What lies between brackets, item by item.
  template <typename Item>
  void list(char end, const Item& item) {
    ++at_;
    skip_space();
    if (at_ < text_.size() && text_[at_] == end) {
      ++at_;
      return;
    }
    for (;;) {
      item();
      skip_space();
      if (at_ < text_.size() && text_[at_] == end) break;
      expect(',');
    }
    ++at_;
  }

  std::string string() {
    expect('"');
    const size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) fail();
    return std::string(text_.substr(start, at_++ - start));
  }

  double number() {
    double value = 0;
    const char* const begin = text_.data() + at_;
    const auto [rest, error] =
        std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc()) fail();
    at_ += static_cast<size_t>(rest - begin);
    return value;
  }

  bool word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void expect(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) fail();
    ++at_;
  }

  void skip_space() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
  }

  [[noreturn]] void fail() const {
    throw std::runtime_error("no JSON at character " + std::to_string(at_));
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

const JsonValue& JsonValue::operator[](const std::string& name) const {
  static const JsonValue nothing;
  const auto found = members.find(name);
  return found == members.end() ? nothing : found->second;
}

JsonValue JsonValue::parse(std::string_view text) {
  return Reader(text).whole();
}

}  // namespace mood::accuracy
