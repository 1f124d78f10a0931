// DigitLanguage: what the texts of digits that a regular expression matches may begin with, and how long they may be.
// Immutable; thread-safe.
//
// It errs to one side only: a text it excludes is never matched. It reads what numbering plans are written in: digits,
// `\d`, classes, groups, alternatives and counted repetitions. Anything else it takes to match every text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace assent::world {

class DigitLanguage {
 public:
  // Matches nothing.
  DigitLanguage() = default;
  explicit DigitLanguage(std::string_view expression);

  // False: the expression matches no text of the length and with the first two digits of `digits` (fewer than 32).
  bool may_match(std::string_view digits) const;
  // False: the expression matches no beginning of `digits`.
  bool may_match_beginning_of(std::string_view digits) const;

 private:
  friend class DigitExpression;
  using Lengths = std::uint32_t;  // bit n: n digits

  static DigitLanguage everything();
  static DigitLanguage nothing_but_empty();
  static DigitLanguage one_of(std::uint32_t digits);
  void add(const DigitLanguage& other);
  void append(const DigitLanguage& next);
  DigitLanguage behind(std::uint32_t digits) const;

  bool empty_ = false;                 // the empty text
  std::uint32_t single_ = 0;           // bit d: the text of the digit d alone
  Lengths lengths_ = 0;                // of all
  std::array<Lengths, 100> longer_{};  // by the first two digits
};

}  // namespace assent::world
