#include "replies/letters.hpp"

#include "base/unseen.hpp"
#include "base/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <array>

namespace assent::replies {
namespace {

enum class Part : std::uint8_t { letter, nothing, gap, end_of_clause, apostrophe, sign };

bool is_apostrophe(char32_t code) {
  return code == '\'' || code == '`' || code == 0xB4 || code == 0x2018 || code == 0x2019 || code == 0x2BC ||
         code == 0xFF07;
}

bool ends_clause(char32_t code) {
  constexpr std::u32string_view kEnds = U".,;:!?\n\r\u061F\u060C\u061B\u06D4\u2026\u2028\u2029\u3002\uFF01\uFF1F\uFF0C";
  return kEnds.find(code) != std::u32string_view::npos;
}

// Standard letters for their variants; 0: the letter is left out.
char32_t plain_letter(char32_t code) {
  switch (code) {
    case 0x621:            // hamza alone
    case 0x640: return 0;  // tatweel
    case 0x671: return 0x627;
    case 0x649:
    case 0x6CC: return 0x64A;
    case 0x629:
    case 0x6C1:
    case 0x6BE:
    case 0x6D5: return 0x647;
    case 0x6A9: return 0x643;
    case 0x131: return 'i';
    case 0x153: return 'o';  // `œ`, as careless writers do
    default: return code;
  }
}

Part part_of(char32_t code) {
  if (ends_clause(code)) return Part::end_of_clause;
  if (is_apostrophe(code)) return Part::apostrophe;
  if (shows_blank(code)) return Part::gap;
  if (shows_nothing(code)) return Part::nothing;
  switch (u_charType(static_cast<UChar32>(code))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER: return Part::letter;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_MODIFIER_SYMBOL:
    case U_FORMAT_CHAR: return Part::nothing;
    case U_OTHER_SYMBOL:
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR: return Part::sign;
    default: return Part::gap;
  }
}

// The compatibility decomposition of one character. Marks are dropped, so their order does not matter.
std::u32string decomposed(char32_t code) {
  static const UNormalizer2* const forms = [] {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFKDInstance(&error);
  }();
  std::array<UChar, 64> units{};
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t length =
      forms == nullptr ? -1 : unorm2_getDecomposition(forms, static_cast<UChar32>(code), units.data(), 64, &error);
  if (length < 0 || U_FAILURE(error) != 0) return std::u32string(1, code);
  std::u32string all;
  for (std::size_t at = 0; at < static_cast<std::size_t>(length); ++at) {
    const char32_t unit = units[at];
    const bool pair = unit >= 0xD800 && unit <= 0xDBFF && at + 1 < units.size();
    all += pair ? 0x10000 + ((unit - 0xD800) << 10U) + (units[++at] - 0xDC00U) : unit;
  }
  return all;
}

class Tokeniser {
 public:
  explicit Tokeniser(std::string_view text) : text_(text) {}

  Tokens read() {
    for (std::size_t at = 0; at < text_.size();) {
      const Utf8Character each = character_at(text_, at);
      take(each.code, at, at + each.size);
      at += each.size;
      if (tokens_.all.size() > kTokensMost) break;
    }
    finish();
    if (tokens_.all.size() > kTokensMost) {
      tokens_.all.resize(kTokensMost);
      tokens_.whole = false;
    }
    join_single_letters();
    for (Token& each : tokens_.all) settle(each);
    return std::move(tokens_);
  }

 private:
  void take(char32_t code, std::size_t begin, std::size_t end) {
    if (code == kReplacementCharacter) {
      tokens_.spoiled = true;
      finish();
      return;
    }
    if (code == '?' || code == 0x61F || code == 0xFF1F) tokens_.question = true;
    const Part part = part_of(code);
    if (part != Part::letter && part != Part::sign) return take_part(part, code, begin, end);
    for (const char32_t one : decomposed(code)) take_part(part_of(one), one, begin, end);
  }

  void take_part(Part part, char32_t code, std::size_t begin, std::size_t end) {
    switch (part) {
      case Part::nothing: return;
      case Part::gap: return finish();
      case Part::end_of_clause:
        finish();
        broken_ = true;
        return;
      case Part::apostrophe:
        if (now_.key.size() <= 1 || now_.key == U"qu") finish();
        return;
      case Part::sign:
        finish();
        grow(code, begin, end);
        return finish();
      case Part::letter: return grow_by_letter(code, begin, end);
    }
  }

  void grow_by_letter(char32_t code, std::size_t begin, std::size_t end) {
    if (const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(code)); digit >= 0) {
      grow(U'0' + static_cast<char32_t>(digit), begin, end);
      return;
    }
    const char32_t letter =
        plain_letter(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code), U_FOLD_CASE_DEFAULT)));
    if (letter != 0) grow(letter, begin, end);
  }

  void grow(char32_t letter, std::size_t begin, std::size_t end) {
    if (now_.key.empty()) now_.begin = begin;
    now_.key += letter;
    now_.end = end;
  }

  void finish() {
    if (now_.key.empty()) return;
    now_.after_break = broken_;
    broken_ = false;
    tokens_.all.push_back(std::move(now_));
    now_ = Token{};
  }

  static bool is_single_letter(const Token& token) {
    return token.key.size() == 1 && u_isalpha(static_cast<UChar32>(token.key.front())) != 0;
  }

  // Three or more of them: "a" and "I" stand alone in sentences.
  void join_single_letters() {
    std::vector<Token> joined;
    for (std::size_t i = 0; i < tokens_.all.size();) {
      std::size_t end = i;
      while (end < tokens_.all.size() && is_single_letter(tokens_.all[end])) ++end;
      joined.push_back(tokens_.all[i]);
      if (end - i < 3) {
        ++i;
        continue;
      }
      for (std::size_t k = i + 1; k < end; ++k) {
        joined.back().key += tokens_.all[k].key;
        joined.back().end = tokens_.all[k].end;
      }
      i = end;
    }
    tokens_.all = std::move(joined);
  }

  static void settle(Token& token) {
    token.number = std::all_of(token.key.begin(), token.key.end(), [](char32_t c) { return c >= '0' && c <= '9'; });
    token.stutters = token.key.size() > 2 && token.key[0] == token.key[1];
    if (!token.number) token.key.erase(std::unique(token.key.begin(), token.key.end()), token.key.end());
  }

  std::string_view text_;
  Tokens tokens_;
  Token now_;
  bool broken_ = true;
};

}  // namespace

Tokens tokens_of(std::string_view text) { return Tokeniser(text).read(); }

}  // namespace assent::replies
