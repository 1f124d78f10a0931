#include "email/header_text.hpp"

#include "base/utf8.hpp"
#include "evidence/base64.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace assent::email {
namespace {

// An encoded word has at most 75 characters (RFC 2047, 2), so at most 45 bytes in base 64; a line at most 76.
constexpr std::size_t kMostEncoded = 45;
constexpr std::size_t kMostInFirst = 30;

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

std::string without_controls(std::string_view text) {
  std::string clean(text);
  std::ranges::replace_if(
      clean, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }, ' ');
  return clean;
}

std::string encoded_words(std::string_view text, std::size_t name_size) {
  std::string words;
  std::size_t most = name_size > 12 ? kMostInFirst : kMostEncoded - 9;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size()) {
      const std::size_t next = std::min(end + character_at(text, end).size, text.size());
      if (next - at > most) break;
      end = next;
    }
    if (end == at) end = std::min(at + most, text.size());
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + evidence::to_base64(evidence::view_of(text.substr(at, end - at))) + "?=";
    at = end;
    most = kMostEncoded;
  }
  return words;
}

// ASCII, folded at blanks.
std::string folded(std::string_view text, std::size_t name_size) {
  std::string lines;
  std::size_t column = name_size + 2;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ', 1);
    const std::string_view word = text.substr(0, blank);
    if (column + word.size() > 76 && word.front() == ' ' && word.size() > 1) {
      lines += "\r\n";
      column = 0;
    }
    lines += word;
    column += word.size();
    text.remove_prefix(word.size());
  }
  return lines;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

}  // namespace

std::string header_text(std::string_view text, std::size_t name_size) {
  const std::string clean = trimmed(without_controls(text));
  // A word that only looks encoded, or that no line holds, is encoded, so that nobody reads another text.
  if (!is_plain(clean) || clean.find("=?") != std::string::npos) return encoded_words(clean, name_size);
  std::string lines = folded(clean, name_size);
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find("\r\n", at), lines.size());
    if (end - at > 900) return encoded_words(clean, name_size);
    at = end + 2;
  }
  return lines;
}

std::string header_mailbox(std::string_view name, std::string_view address, std::size_t name_size) {
  const std::string clean = trimmed(without_controls(name));
  if (clean.empty()) return "<" + std::string(address) + ">";
  if (!is_plain(clean) || clean.find("=?") != std::string::npos) {
    return encoded_words(clean, name_size) + "\r\n <" + std::string(address) + ">";
  }
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\" <" + std::string(address) + ">";
}

std::string header_date(Instant instant) {
  constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(instant - day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace assent::email
