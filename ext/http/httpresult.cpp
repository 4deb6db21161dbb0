/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "httpresult.h"

#include <algorithm>
#include <string>

namespace mood {
namespace {

/// What a body adds to a status, made fit for a message.
std::string said(const std::string& body) {
  constexpr size_t kMaxBytes = 200;
  if (body.empty() || body.size() > kMaxBytes) return "";
  std::string text;
  for (const char c : body)
    if (c >= ' ' && c < 127) text += c;
  return text.empty() ? "" : ": " + text;
}

}  // namespace

std::string beginning(std::string text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  const auto is_inside = [&](size_t i) { return (text[i] & 0xc0) == 0x80; };
  while (max_bytes > 0 && is_inside(max_bytes)) --max_bytes;
  text.resize(max_bytes);
  return text + "...";
}

LampResult to_result(const HttpReply& reply) {
  if (!reply.answered()) return LampResult::failed(reply.error);
  if (reply.succeeded()) return {};
  const std::string answer =
      "it answers " + std::to_string(reply.status) + said(reply.body);
  if (reply.status >= 300 && reply.status < 400)
    return LampResult::failed(answer +
                              ", which sends us elsewhere (set location to "
                              "where it really is)");
  switch (reply.status) {
    case 429:
    case 503:
      return LampResult::busy(answer);
    case 401:
    case 403:
      return LampResult::failed(answer + " (check user and password)");
    default:
      return reply.status >= 500 ? LampResult::failed(answer)
                                 : LampResult::refused(answer);
  }
}

LampResult read_json(const HttpReply& reply,
                     std::optional<JsonDocument>& document) {
  const LampResult result = to_result(reply);
  if (!result.ok()) return result;
  std::string error;
  document = JsonDocument::parse(reply.body, &error);
  if (!document) return LampResult::failed("its answer is " + error);
  return {};
}

}  // namespace mood
