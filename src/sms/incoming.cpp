#include "sms/incoming.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace assent::sms {
namespace {

constexpr std::string_view kUnreadable = "\uFFFD";

std::string small_letters(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), small);
  return result;
}

void append_utf8(std::string& text, char32_t code) {
  const auto byte = [&](char32_t bits) { text += static_cast<char>(bits); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6U);
  } else {
    if (code < 0x10000) {
      byte(0xE0 | code >> 12U);
    } else {
      byte(0xF0 | code >> 18U);
      byte(0x80 | (code >> 12U & 0x3FU));
    }
    byte(0x80 | (code >> 6U & 0x3FU));
  }
  byte(0x80 | (code & 0x3FU));
}

// A half of a pair without the other, and a last byte without its first, are U+FFFD.
std::string from_utf16(std::string_view bytes) {
  std::string text;
  const auto unit = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) << 8U | static_cast<unsigned char>(bytes[i + 1]));
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const char32_t first = unit(i);
    if (first < 0xD800 || first > 0xDFFF) {
      append_utf8(text, first);
      continue;
    }
    const char32_t second = i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF) {
      text += kUnreadable;
      continue;
    }
    append_utf8(text, 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00));
    i += 2;
  }
  if (i < bytes.size()) text += kUnreadable;
  return text;
}

}  // namespace

Result<Incoming> incoming_of(const http::Request& request) {
  const auto field = [&](std::string_view name) { return std::string(request.head.header(name).value_or("")); };
  Incoming incoming{field("X-Kannel-From"), field("X-Kannel-To"), field("X-Kannel-SMSC"), {}};
  if (incoming.from.empty()) {
    return fail(ErrorCode::invalid, "there is no sender in the field X-Kannel-From",
                "set `post-url` and `send-sender = true` in the gateway's `sms-service`");
  }
  const std::string type = small_letters(field("Content-Type"));
  const bool bytes = type.starts_with("application/octet-stream");
  if (type.find("utf-16be") != std::string::npos) incoming.text = from_utf16(request.body);
  else if (!bytes && is_utf8(request.body)) incoming.text = request.body;
  else incoming.text = kUnreadable;
  return incoming;
}

}  // namespace assent::sms
