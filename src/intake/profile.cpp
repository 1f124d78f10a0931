#include "intake/profile.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace assent::intake {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

bool is_account(std::string_view text) {
  return !text.empty() && text.size() <= kAccountMax && std::none_of(text.begin(), text.end(), is_control);
}

bool is_language(std::string_view text) {
  constexpr std::size_t kLongest = 35;  // RFC 5646, section 4.4.1
  if (text.size() > kLongest) return false;
  const std::size_t language = std::min(text.find('-'), text.size());
  if (language < 2 || language > 3 || !std::all_of(text.begin(), text.begin() + language, is_letter)) return false;
  for (std::string_view rest = text.substr(language); !rest.empty();) {
    rest.remove_prefix(1);
    const std::size_t part = std::min(rest.find('-'), rest.size());
    if (part < 1 || part > 8) return false;
    if (!std::all_of(rest.begin(), rest.begin() + part, [](char c) { return is_letter(c) || is_digit(c); }))
      return false;
    rest.remove_prefix(part);
  }
  return true;
}

std::string canonical_language(std::string_view text) {
  std::string tag;
  bool first = true;
  bool extension = false;  // parts after a single letter are all small letters
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    if (!first) tag += '-';
    for (std::size_t i = 0; i < part.size(); ++i) {
      const bool region = !first && !extension && part.size() == 2;
      const bool script = !first && !extension && part.size() == 4 && i == 0;
      tag += region || script ? upper(part[i]) : small(part[i]);
    }
    extension |= part.size() == 1;
    first = false;
    begin = end + 1;
  }
  return tag;
}

bool is_email_address(std::string_view text) {
  constexpr std::size_t kLongest = 254;  // RFC 5321, section 4.5.3.1.3
  const std::size_t at = text.rfind('@');
  if (text.size() > kLongest || at == std::string_view::npos || at == 0) return false;
  const std::string_view domain = text.substr(at + 1);
  if (domain.empty() || domain.front() == '.' || domain.back() == '.') return false;
  if (text.find('@') != at || domain.find("..") != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return is_control(c) || c == ' ' || c == ',' || c == ';'; });
}

}  // namespace assent::intake
