// What must not stand in a message, and how it is found: numbers by their figures, whatever groups them.
#include "base/utf8.hpp"
#include "cli/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent {
namespace {

constexpr std::size_t kTelephoneDigits = 7;  // the fewest figures that may be somebody's number
constexpr std::size_t kMarksMost = 3;        // between two figures of one number

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool in_mail_address(char c) {
  return is_ascii_digit(c) || is_ascii_letter(c) || std::string_view("@._%+-").find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
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

struct Character {
  UChar32 value = 0;  // negative: a byte that is not UTF-8
  std::size_t begin = 0;
  std::size_t end = 0;
  int figure = -1;
};

// Precondition: it is UTF-8 and not empty.
UChar32 code_point(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(sequence[i])); };
  std::uint32_t value = sequence.size() == 1 ? byte(0) : byte(0) & (0x7fU >> sequence.size());
  for (std::size_t i = 1; i < sequence.size(); ++i) value = (value << 6) | (byte(i) & 0x3fU);
  return static_cast<UChar32>(value);
}

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  std::size_t sound = std::min(first_not_utf8(text), text.size());  // so far it is UTF-8
  for (std::size_t at = 0; at < text.size();) {
    Character each{-1, at, at + 1, -1};
    if (at < sound) {
      const auto lead = static_cast<unsigned char>(text[at]);
      const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      each.end = at + bytes;
      each.value = code_point(text.substr(at, each.end - at));
      each.figure = u_charDigitValue(each.value);
    }
    at = each.end;
    if (at > sound) sound = at + std::min(first_not_utf8(text.substr(at)), text.size() - at);
    characters.push_back(each);
  }
  return characters;
}

// What may stand between the figures of one number.
bool groups(UChar32 value) {
  if (value < 0) return true;
  constexpr std::u32string_view kMarks = U"+./\\_*·•‧∙⋅⁄∕'’٫٬\t\u00a0．／＋\u200b";
  if (kMarks.find(static_cast<char32_t>(value)) != std::u32string_view::npos) return true;
  const auto type = u_charType(value);
  return type == U_SPACE_SEPARATOR || type == U_DASH_PUNCTUATION || type == U_START_PUNCTUATION ||
         type == U_END_PUNCTUATION || type == U_FORMAT_CHAR || type == U_NON_SPACING_MARK || value == 0x2212;
}

class Masking {
 public:
  explicit Masking(std::string_view text) : text_(text), all_(characters_of(text)) {}

  std::string run() {
    while (at_ < all_.size()) {
      if (!may_begin()) {
        keep(at_ + 1);
        continue;
      }
      const std::size_t end = number_end();
      const std::size_t harmless = harmless_end(end);
      if (harmless > at_) keep(harmless);
      else if (figures_in(at_, end) >= kTelephoneDigits) leave_out(end);
      else keep(end);
    }
    return std::move(result_);
  }

 private:
  UChar32 value(std::size_t at) const { return at < all_.size() ? all_[at].value : 0; }
  int figure(std::size_t at) const { return at < all_.size() ? all_[at].figure : -1; }

  void keep(std::size_t end) {
    result_ += text_.substr(all_[at_].begin, all_[end - 1].end - all_[at_].begin);
    at_ = end;
  }
  void leave_out(std::size_t end) {
    result_ += "…";
    at_ = end;
  }

  std::size_t figures_in(std::size_t from, std::size_t end) const {
    return static_cast<std::size_t>(std::count_if(all_.begin() + static_cast<std::ptrdiff_t>(from),
                                                  all_.begin() + static_cast<std::ptrdiff_t>(end),
                                                  [](const Character& each) { return each.figure >= 0; }));
  }

  // Figures inside a word of Latin letters (a hash, an account such as `A1234567`) are no number, but for what `+` is
  // in an address of the web.
  bool may_begin() const {
    const UChar32 here = value(at_);
    if (here == '+' || here == 0xff0b || (here >= 0 && u_charType(here) == U_START_PUNCTUATION)) {
      return figure(at_ + 1) >= 0;
    }
    if (figure(at_) < 0) return false;
    if (at_ == 0 || here > 0x7f) return true;
    const UChar32 before = value(at_ - 1);
    const bool plus = at_ > 2 && value(at_ - 3) == '%' && value(at_ - 2) == '2' && (before == 'B' || before == 'b');
    return plus || !(before == '_' || (before > 0 && before < 0x80 && is_ascii_letter(static_cast<char>(before))));
  }

  // After the last figure of what begins here. Groups of thousands, which have commas, are no number's, unless it
  // begins as no count does.
  std::size_t number_end() const {
    const bool commas = figure(at_) <= 0;
    std::size_t end = at_;
    std::size_t marks = 0;
    for (std::size_t at = at_; at < all_.size() && marks <= kMarksMost; ++at) {
      if (figure(at) >= 0) {
        end = at + 1;
        marks = 0;
      } else if (groups(value(at)) || (commas && (value(at) == ',' || value(at) == 0x60c))) {
        ++marks;
      } else {
        break;
      }
    }
    return end;
  }

  std::size_t group_end(std::size_t from) const {
    std::size_t end = from;
    while (figure(end) >= 0) ++end;
    return end;
  }

  int number(std::size_t from, std::size_t end) const {
    int value = 0;
    for (std::size_t at = from; at < end; ++at) value = 10 * value + figure(at);
    return value;
  }

  // Where the day, the time or the entry's name ends that begins here; at_ where none does.
  std::size_t harmless_end(std::size_t end) const {
    for (const std::size_t harmless : {day_end(), day_in_name_end(), fraction_end(), entry_end(end)}) {
      if (harmless > at_) return harmless;
    }
    return at_;
  }

  // A day in figures: `2026-03-01`, `1/3/2026`.
  std::size_t day_end() const {
    std::size_t begins[3] = {at_};
    std::size_t ends[3];
    for (std::size_t part = 0; part < 3; ++part) {
      ends[part] = group_end(begins[part]);
      if (ends[part] == begins[part] || ends[part] - begins[part] > 4) return at_;
      if (part == 2) break;
      const UChar32 mark = value(ends[part]);
      if ((mark != '-' && mark != '.' && mark != '/') || (part == 1 && mark != value(ends[0]))) return at_;
      begins[part + 1] = ends[part] + 1;
    }
    const auto size = [&](std::size_t part) { return ends[part] - begins[part]; };
    const bool year_first = size(0) == 4 && size(1) <= 2 && size(2) <= 2;
    const bool year_last = size(0) <= 2 && size(1) <= 2 && size(2) == 4;
    if (!year_first && !year_last) return at_;
    const int year = year_first ? number(begins[0], ends[0]) : number(begins[2], ends[2]);
    return year >= 1900 && year < 2200 ? ends[2] : at_;
  }

  // A day, written in eight figures as the names of files have it (`list-20260301.csv`): beside a mark, within a word
  // that has letters. Alone they may be a number.
  std::size_t day_in_name_end() const {
    const std::size_t end = group_end(at_);
    if (end - at_ != 8 || value(at_) > 0x7f || number(at_, at_ + 2) != 20) return at_;
    const std::chrono::year_month_day day(std::chrono::year(number(at_, at_ + 4)),
                                          std::chrono::month(static_cast<unsigned>(number(at_ + 4, at_ + 6))),
                                          std::chrono::day(static_cast<unsigned>(number(at_ + 6, end))));
    constexpr std::string_view kMarks = "-_./";
    constexpr std::string_view kEnds = " \t\n`'\"";
    const std::size_t from = all_[at_].begin;
    const std::size_t to = all_[end - 1].end;
    const bool marked = (from > 0 && kMarks.find(text_[from - 1]) != std::string_view::npos) ||
                        (to < text_.size() && kMarks.find(text_[to]) != std::string_view::npos);
    if (!day.ok() || !marked) return at_;
    const std::size_t before = from == 0 ? std::string_view::npos : text_.find_last_of(kEnds, from - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view word = text_.substr(begin, text_.find_first_of(kEnds, to) - begin);
    return std::any_of(word.begin(), word.end(), is_ascii_letter) ? end : at_;
  }

  // The seconds of a time, with their fraction: `22:00:00.123456`.
  std::size_t fraction_end() const {
    if (at_ < 2 || value(at_ - 1) != ':' || figure(at_ - 2) < 0) return at_;
    const std::size_t seconds = group_end(at_);
    if (seconds - at_ != 2 || value(seconds) != '.') return at_;
    const std::size_t end = group_end(seconds + 1);
    return end - seconds - 1 <= 6 ? end : at_;
  }

  // The log's number and the entry's: `0/1234567`. Of logs beyond the first where it is said that it is one.
  std::size_t entry_end(std::size_t end) const {
    const std::size_t log = group_end(at_);
    if (log == at_ || value(log) != '/' || group_end(log + 1) != end) return at_;
    const bool first = log == at_ + 1 && value(at_) == '0';
    return first || text_.substr(0, all_[at_].begin).ends_with("entry ") ? end : at_;
  }

  std::string_view text_;
  std::vector<Character> all_;
  std::size_t at_ = 0;
  std::string result_;
};

}  // namespace

std::string masked(std::string_view text) { return Masking(without_mail(without_secrets(text))).run(); }

}  // namespace assent
