// What must not stand in a message, and how it is found: numbers by their digits, whatever groups them.
#include "base/ascii.hpp"
#include "base/figures.hpp"
#include "base/unseen.hpp"
#include "base/utf8.hpp"
#include "wording/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::wording {
namespace {

constexpr std::size_t kTelephoneDigits = 7;  // the fewest digits that may be a telephone number
constexpr std::size_t kMarksMost = 3;        // between two digits of one number

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool in_email_address(char c) {
  return is_ascii_digit(c) || is_ascii_letter(c) || std::string_view("@._%+-").find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool starts_with_word(std::string_view text, std::string_view small) {
  return text.size() >= small.size() && std::equal(small.begin(), small.end(), text.begin(),
                                                   [](char one, char other) { return one == assent::small(other); });
}

// The bytes of the sign of an e-mail address that begins there, however it is written; 0: none does.
std::size_t sign_size(std::string_view text) {
  for (const std::string_view sign : {"@", "\uFF20", "\uFE6B", "%40", "(at)", "[at]", "{at}"}) {
    if (starts_with_word(text, sign)) return sign.size();
  }
  return 0;
}

constexpr std::size_t kBlanksMost = 3;  // beside the sign of an e-mail address

bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }

// Where the part before the sign begins; `end` where there is none.
std::size_t local_begin(std::string_view text, std::size_t end) {
  if (end > 0 && text[end - 1] == '"') {
    const std::size_t opening = end < 2 ? std::string_view::npos : text.find_last_of("\"\n", end - 2);
    return opening != std::string_view::npos && text[opening] == '"' ? opening : end;
  }
  std::size_t begin = end;
  while (begin > 0 && in_email_address(text[begin - 1])) --begin;
  return begin;
}

// Where the part behind the sign ends; `begin` where there is none.
std::size_t domain_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  if (begin < text.size() && text[begin] == '[') {
    const std::size_t closing = text.find_first_of("] \n", begin);
    return closing != std::string_view::npos && text[closing] == ']' ? closing + 1 : begin;
  }
  while (end < text.size() && in_email_address(text[end])) ++end;
  return end;
}

// Whether it names a place of the net as no other word does: `example.org`, `example (dot) org`.
bool is_dotted(std::string_view domain, std::string_view rest) {
  for (std::size_t dot = domain.find('.'); dot < domain.size() - 1; dot = domain.find('.', dot + 1)) {
    const char after = domain[dot + 1];
    if (dot > 0 && (is_ascii_letter(after) || static_cast<unsigned char>(after) >= 0x80)) return true;
  }
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  return starts_with_word(rest, "(dot)") || starts_with_word(rest, "[dot]") || starts_with_word(rest, "{dot}");
}

std::string without_mail(std::string_view text) {
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t size = sign_size(text.substr(at));
    if (size == 0) continue;
    std::size_t local = at;
    while (local > done && at - local < kBlanksMost && is_blank_byte(text[local - 1])) --local;
    std::size_t domain = at + size;
    while (domain < text.size() && domain - at - size < kBlanksMost && is_blank_byte(text[domain])) ++domain;
    const std::size_t begin = std::max(local_begin(text, local), done);
    const std::size_t end = domain_end(text, domain);
    if (begin >= local || end == domain) continue;
    // In a sentence the sign may stand for itself.
    const bool apart = local < at || domain > at + size || text[at] == '(' || text[at] == '[' || text[at] == '{';
    if (apart && text[domain] != '[' && !is_dotted(text.substr(domain, end - domain), text.substr(end))) continue;
    result.append(text.substr(done, begin - done)).append("…");
    done = end;
    at = end - 1;
  }
  return result.append(text.substr(done));
}

// Whether it begins with an API key: `ak_`, 16 hexadecimal digits, `_` and the secret.
bool begins_with_api_key(std::string_view text) {
  constexpr std::size_t kIdFigures = 16;
  return text.starts_with("ak_") && text.size() > 3 + kIdFigures && text[3 + kIdFigures] == '_' &&
         text.find_first_not_of("0123456789abcdef", 3) == 3 + kIdFigures;
}

// Whether the word begins with an access token: a JSON object in base64url, and two more parts.
bool begins_with_token(std::string_view word) {
  const std::size_t dot = word.starts_with("eyJ") ? word.find('.') : std::string_view::npos;
  return dot != std::string_view::npos && word.find('.', dot + 1) != std::string_view::npos;
}

// A key that signs, an API key and a token, as they are written, end with the word.
std::string without_secrets(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n`'\"";
  std::string result;
  std::size_t end = 0;  // of the word
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at >= end) end = std::min(text.find_first_of(kEnds, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word.starts_with("PRIVATE+KEY+") || begins_with_api_key(word) || begins_with_token(word)) {
      result += "…";
      at = end;
    }
    if (at < text.size()) result += text[at];
  }
  return result;
}

struct Character {
  UChar32 value = 0;  // negative: a byte that is not UTF-8
  std::size_t begin = 0;
  std::size_t end = 0;
  int figure = -1;
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    const bool broken = each.code == kReplacementCharacter && each.size == 1;
    characters.push_back({broken ? -1 : static_cast<UChar32>(each.code), at, at + each.size, figure_of(each.code)});
    at += each.size;
  }
  return characters;
}

// What takes no room of its own: it may stand between digits, however often.
bool is_beside(UChar32 value) {
  if (value < 0) return false;
  const auto mask = U_MASK(u_charType(value));
  return (mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0 || shows_nothing(static_cast<char32_t>(value));
}

bool is_blank(UChar32 value) { return value >= 0 && shows_blank(static_cast<char32_t>(value)); }

// Marks that end a part of a sentence where a blank follows. Each groups digits where none does.
bool ends_part(UChar32 value) {
  constexpr std::u32string_view kWithin = U"+./\\_*·•‧∙⋅⁄∕'’٫٬．／＋\u2212";
  if (value < 0 || kWithin.find(static_cast<char32_t>(value)) != std::u32string_view::npos) return false;
  const auto mask = U_MASK(u_charType(value));
  return (mask & (U_GC_PO_MASK | U_GC_PI_MASK | U_GC_PF_MASK | U_GC_S_MASK)) != 0;
}

// What may stand between the digits of one number: marks, symbols and blanks of every kind, a lengthened stroke. Not a
// line's end, and not the backtick, which is around words that we quote.
bool groups(UChar32 value) {
  if (value < 0) return true;
  if (value == '\n' || value == '`' || value == ',' || value == 0x60c) return false;
  if (is_blank(value) || is_beside(value)) return true;
  return (U_MASK(u_charType(value)) & (U_GC_P_MASK | U_GC_S_MASK | U_GC_M_MASK | U_GC_LM_MASK)) != 0;
}

class Masking {
 public:
  explicit Masking(std::string_view text) : text_(text), all_(characters_of(text)) {}

  std::string run() {
    while (at_ < all_.size()) {
      if (const std::size_t time = time_end(); time > at_) {
        keep(time);
        continue;
      }
      if (!may_begin()) {
        keep(at_ + 1);
        continue;
      }
      const std::size_t end = number_end(begins_as_no_count());
      const std::size_t harmless = harmless_end();
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
    while (value(at_) == 0xfe0f || value(at_) == 0x20e3) ++at_;  // the key around the last digit
  }

  std::size_t figures_in(std::size_t from, std::size_t end) const {
    return static_cast<std::size_t>(std::count_if(all_.begin() + static_cast<std::ptrdiff_t>(from),
                                                  all_.begin() + static_cast<std::ptrdiff_t>(end),
                                                  [](const Character& each) { return each.figure >= 0; }));
  }

  // Digits inside a word of Latin letters (a hash, an account such as `A1234567`) are no number, but for what `+` is
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

  bool begins_as_no_count() const {
    const UChar32 here = value(at_);
    return here == '+' || here == 0xff0b || figure(figure(at_) < 0 ? at_ + 1 : at_) == 0;
  }

  // `%2E`, as addresses of the web write a mark. With digits alone (`%20`) it is like any others.
  bool is_coded_mark(std::size_t at) const {
    const auto is_letter = [&](std::size_t i) {
      const UChar32 small = value(i) | 0x20;
      return small >= 'a' && small <= 'f';
    };
    const bool coded = (figure(at + 1) >= 0 || is_letter(at + 1)) && (figure(at + 2) >= 0 || is_letter(at + 2));
    return value(at) == '%' && coded && (is_letter(at + 1) || is_letter(at + 2));
  }

  // After the last digit of what begins here. Groups of thousands, which have commas, are no number's, unless it
  // begins as no count does; nor are digits in two parts of a sentence.
  std::size_t number_end(bool no_count) const {
    const bool commas = figure(at_) <= 0;
    std::size_t end = at_;
    std::size_t marks = 0;
    for (std::size_t at = at_; at < all_.size() && marks <= kMarksMost; ++at) {
      if (figure(at) >= 0) {
        end = at + 1;
        marks = 0;
      } else if (is_coded_mark(at)) {
        ++marks;
        at += 2;
      } else if (is_beside(value(at))) {
        continue;
      } else if (!no_count && at > at_ && ends_part(value(at)) && is_blank(value(at + 1))) {
        break;
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
  std::size_t harmless_end() const {
    for (const std::size_t harmless : {day_end(), day_in_name_end(), place_end(), entry_end()}) {
      if (harmless > at_) return harmless;
    }
    return at_;
  }

  // A day in digits: `2026-03-01`, `1/3/2026`.
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

  // A day, written in eight digits as the names of files have it (`list-20260301.csv`): beside a mark, within a word
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

  // Two digits of at most `most`; npos: there are none.
  std::size_t pair_end(std::size_t from, int most) const {
    const std::size_t end = group_end(from);
    return end - from == 2 && number(from, end) <= most ? end : std::string::npos;
  }

  // The time of a day, `22:00`, `22:00:00.123456`, `22:00:00+02:00`, if no group of a number follows.
  std::size_t time_end() const {
    if (figure(at_) < 0 || (at_ > 0 && figure(at_ - 1) >= 0)) return at_;
    std::size_t end = pair_end(at_, 24);
    if (end == std::string::npos || value(end) != ':') return at_;
    end = pair_end(end + 1, 59);
    if (end == std::string::npos) return at_;
    if (const std::size_t seconds = pair_end(end + 1, 60); value(end) == ':' && seconds != std::string::npos) {
      end = seconds;
      const std::size_t fraction = group_end(end + 1);
      if (value(end) == '.' && fraction > end + 1 && fraction - end <= 10) end = fraction;
    }
    if (value(end) == '+' || value(end) == '-') {
      const std::size_t hours = pair_end(end + 1, 18);
      const std::size_t minutes =
          hours != std::string::npos && value(hours) == ':' ? pair_end(hours + 1, 59) : std::string::npos;
      if (minutes != std::string::npos) end = minutes;
    }
    const bool dated = at_ > 1 && (value(at_ - 1) == 'T' || value(at_ - 1) == ' ') && figure(at_ - 2) >= 0;
    const bool goes_on = figure(end + 1) >= 0 && (dated ? value(end) == ':' : groups(value(end)));
    return goes_on ? at_ : end;
  }

  // Line and column behind a file's name: `list.csv:123456:12`.
  std::size_t place_end() const {
    constexpr std::string_view kEnds = " \t\n`'\"";
    constexpr std::size_t kLineFigures = 6;
    constexpr std::size_t kColumnFigures = 4;
    const std::size_t line = group_end(at_);
    const std::size_t column = group_end(line + 1);
    if (at_ < 2 || value(at_ - 1) != ':' || figure(at_ - 2) >= 0) return at_;
    if (line - at_ > kLineFigures || value(line) != ':' || column == line + 1 || column - line - 1 > kColumnFigures) {
      return at_;
    }
    if (groups(value(column)) && figure(column + 1) >= 0) return at_;
    const std::string_view before = text_.substr(0, all_[at_ - 1].begin);
    const std::size_t blank = before.find_last_of(kEnds);
    const std::string_view name = before.substr(blank == std::string_view::npos ? 0 : blank + 1);
    return name.find_first_of("./") == std::string_view::npos ? at_ : column;
  }

  // The log's number and the entry's: `0/1234567`. Of logs beyond the first where it is said that it is one.
  std::size_t entry_end() const {
    const std::size_t log = group_end(at_);
    const std::size_t end = number_end(false);
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

}  // namespace assent::wording
