#include "cli/words.hpp"

#include "certificate/literal.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace assent {
namespace {

constexpr std::size_t kShownMost = 60;
constexpr std::size_t kTelephoneDigits = 7;  // the shortest run of digits that may be somebody's number

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool in_mail_address(char c) {
  return is_digit(c) || is_letter(c) || std::string_view("@._%+-").find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Where the telephone number that begins at `from` ends; `from` when none does. International ones may be grouped by
// blanks, brackets and dashes; others are a bare run of digits, so that a date is none.
std::size_t telephone_end(std::string_view text, std::size_t from) {
  const bool international = text[from] == '+';
  if (!international && !is_digit(text[from])) return from;
  std::size_t digits = 0;
  std::size_t end = from;
  for (std::size_t at = from + (international ? 1 : 0); at < text.size(); ++at) {
    if (is_digit(text[at])) {
      ++digits;
      end = at + 1;
    } else if (!international || std::string_view(" ()-./").find(text[at]) == std::string_view::npos) {
      break;
    }
  }
  return digits >= kTelephoneDigits ? end : from;
}

// A day in figures at the beginning of the text: `2026-03-01`, `1/3/2026`.
bool begins_as_day(std::string_view text) {
  std::array<std::size_t, 3> sizes{};
  std::array<int, 3> values{};
  std::size_t at = 0;
  char mark = 0;
  for (std::size_t part = 0; part < 3; ++part) {
    if (part > 0) {
      if (at == text.size() || std::string_view("-./").find(text[at]) == std::string_view::npos) return false;
      if (part == 2 && text[at] != mark) return false;
      mark = text[at++];
    }
    for (; at < text.size() && is_digit(text[at]) && sizes[part] < 5; ++at, ++sizes[part]) {
      values[part] = 10 * values[part] + (text[at] - '0');
    }
    if (sizes[part] == 0) return false;
  }
  const bool year_first = sizes[0] == 4 && sizes[1] <= 2 && sizes[2] <= 2;
  const bool year_last = sizes[0] <= 2 && sizes[1] <= 2 && sizes[2] == 4;
  const int year = year_first ? values[0] : values[2];
  return (year_first || year_last) && year >= 1900 && year < 2200;
}

// Where a number in groups that begins at `from` ends, written as it is at home: `03 12 34 56`, `(202) 555-0123`;
// `from` when none does. Groups have two figures or more, and there are three of them, or a zero or a bracket before.
std::size_t grouped_end(std::string_view text, std::size_t from) {
  const bool bracket = text[from] == '(';
  if (!bracket && (!is_digit(text[from]) || begins_as_day(text.substr(from)))) return from;
  std::size_t digits = 0;
  std::size_t groups = 0;
  std::size_t end = from;
  for (std::size_t at = from + (bracket ? 1 : 0); at < text.size();) {
    std::size_t after = at;
    while (after < text.size() && is_digit(text[after])) ++after;
    if (after - at < 2) break;
    digits += after - at;
    ++groups;
    end = after;
    at = after;
    for (int marks = 0; marks < 2 && at < text.size(); ++marks, ++at) {
      if (std::string_view(" ).-/_").find(text[at]) == std::string_view::npos) break;
    }
    if (at == after) break;
  }
  const bool number = groups >= 3 || (groups == 2 && (bracket || text[from] == '0'));
  return number && digits >= kTelephoneDigits ? end : from;
}

// Where a run of Arabic or Persian figures, each of two bytes, ends that may be a number.
std::size_t arabic_figures_end(std::string_view text, std::size_t from) {
  std::size_t end = from;
  for (; end + 1 < text.size(); end += 2) {
    const auto lead = static_cast<unsigned char>(text[end]);
    const auto figure = static_cast<unsigned char>(text[end + 1]);
    const bool arabic = lead == 0xD9 && figure >= 0xA0 && figure <= 0xA9;
    const bool persian = lead == 0xDB && figure >= 0xB0 && figure <= 0xB9;
    if (!arabic && !persian) break;
  }
  return end - from >= 2 * kTelephoneDigits ? end : from;
}

// Inside a number in groups, or what is none.
bool within_groups(std::string_view text, std::size_t at) {
  return at > 1 && is_digit(text[at - 2]) && std::string_view(" .-/_:").find(text[at - 1]) != std::string_view::npos;
}

// A run of digits inside a word (a hash, an entry's name such as `0/1234567`) is no telephone number.
bool within_word(std::string_view text, std::size_t at) {
  if (at > 1 && text[at - 1] == '/' && is_digit(text[at - 2])) return true;
  return at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '_');
}

// A day, written in eight figures as the names of files have it (`list-20260301.csv`): beside a mark, within a word
// that has letters. Alone they may be a number.
bool is_day_in_name(std::string_view text, std::size_t from, std::size_t end) {
  constexpr std::string_view kMarks = "-_./", kEnds = " \t\n`'\"";
  if (end - from != 8 || !text.substr(from).starts_with("20")) return false;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char figure : text.substr(from + at, count)) value = 10 * value + (figure - '0');
    return value;
  };
  const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(6, 2))));
  const bool marked = (from > 0 && kMarks.find(text[from - 1]) != std::string_view::npos) ||
                      (end < text.size() && kMarks.find(text[end]) != std::string_view::npos);
  if (!day.ok() || !marked) return false;
  const std::size_t before = from == 0 ? std::string_view::npos : text.find_last_of(kEnds, from - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view word = text.substr(begin, text.find_first_of(kEnds, end) - begin);
  return std::any_of(word.begin(), word.end(), is_letter);
}

std::string without_mail(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && in_mail_address(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const std::size_t sign = word.find('@');
    const bool mail = sign != std::string_view::npos && sign > 0 && sign + 1 < word.size();
    if (end == at) result += text[at++];
    else {
      result += mail ? std::string_view("…") : word;
      at = end;
    }
  }
  return result;
}

// A key that signs, as it is written, is one word.
std::string without_secrets(std::string_view text) {
  constexpr std::string_view kSecret = "PRIVATE+KEY+";
  std::string result;
  for (std::size_t at = text.find(kSecret); at != std::string_view::npos; at = text.find(kSecret)) {
    result.append(text.substr(0, at)).append("…");
    text.remove_prefix(std::min(text.find_first_of(" \t\r\n`'\"", at), text.size()));
  }
  return result.append(text);
}

}  // namespace

std::string thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "-";
  if (part > 0 && part < whole) {
    if (part * 2000 < whole) return "< 0.1 %";
    if ((whole - part) * 2000 < whole) return "> 99.9 %";
  }
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string to_the_second(Instant instant) {
  return to_string(Instant{std::chrono::floor<std::chrono::seconds>(instant)});
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", thousands(number), number == 1 ? singular : plural);
}

std::string listed(std::span<const std::string> names) {
  return names.empty() ? "none" : fmt::format("`{}`", fmt::join(names, "`, `"));
}

std::string joined(std::span<const std::string> names) {
  return names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "));
}

std::string masked(std::string_view text) {
  const std::string clean = without_mail(without_secrets(text));
  std::string result;
  for (std::size_t at = 0; at < clean.size();) {
    const bool may_begin = !within_word(clean, at);
    std::size_t end = may_begin ? telephone_end(clean, at) : at;
    if (end == at && may_begin && !within_groups(clean, at)) end = grouped_end(clean, at);
    if (end == at) end = arabic_figures_end(clean, at);
    if (end == at) {
      result += clean[at++];
      continue;
    }
    result += is_day_in_name(clean, at, end) ? clean.substr(at, end - at) : "…";
    at = end;
  }
  return result;
}

std::string shown(std::string_view word) {
  std::string plain;
  for (const char c : word) plain += static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '`' ? '?' : c;
  std::string safe = masked(plain);
  if (safe.size() > kShownMost) {
    std::size_t cut = kShownMost;
    while (cut > 0 && (static_cast<unsigned char>(safe[cut]) & 0xC0) == 0x80) --cut;
    safe = safe.substr(0, cut) + "…";
  }
  return "`" + safe + "`";
}

std::string printable(std::string_view name) {
  std::string literal = literal_of(name);
  // Quotes and backslashes do no harm.
  return literal.find("\\u") == std::string::npos ? std::string(name) : literal;
}

std::size_t display_width(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::size_t width = 0;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 character = text.char32At(at);
    const auto type = u_charType(character);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
      continue;
    const int east_asian = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, blank);
    const std::size_t wide = display_width(word);
    if (column > 0 && column + 1 + wide > width) {
      result += '\n' + std::string(indent, ' ');
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += wide;
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return result;
}

}  // namespace assent
