#include "world/digit_language.hpp"

#include "base/ascii.hpp"

#include <bit>

namespace assent::world {
namespace {

constexpr std::uint32_t kAllDigits = 0x3FF;

std::uint32_t worth(char digit) { return static_cast<std::uint32_t>(digit - '0'); }

}  // namespace

// Reads an expression from left to right. Where it meets what it does not know, it stays there and says so.
class DigitExpression {
 public:
  explicit DigitExpression(std::string_view text) : rest_(text) {}

  DigitLanguage language() {
    DigitLanguage all = alternatives();
    return known_ && rest_.empty() ? all : DigitLanguage::everything();
  }

 private:
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  DigitLanguage unknown() {
    known_ = false;
    return DigitLanguage::everything();
  }

  DigitLanguage alternatives() {
    DigitLanguage all = sequence();
    while (known_ && take("|")) all.add(sequence());
    return all;
  }

  DigitLanguage sequence() {
    DigitLanguage all = DigitLanguage::nothing_but_empty();
    while (known_ && !rest_.empty() && rest_[0] != '|' && rest_[0] != ')') all.append(repeated(atom()));
    return all;
  }

  DigitLanguage atom() {
    // What may follow a match is not asked: to leave that out only adds texts.
    if (take("$")) return DigitLanguage::nothing_but_empty();
    if (take("\\d")) return DigitLanguage::one_of(kAllDigits);
    if (take("[")) return digit_class();
    if (take("(?:") || take("(")) {
      const DigitLanguage group = alternatives();
      return take(")") ? group : unknown();
    }
    if (!is_digit(rest_[0])) return unknown();
    const std::uint32_t digit = worth(rest_[0]);
    rest_.remove_prefix(1);
    return DigitLanguage::one_of(std::uint32_t{1} << digit);
  }

  DigitLanguage digit_class() {
    std::uint32_t digits = 0;
    while (!take("]")) {
      if (rest_.empty() || !is_digit(rest_[0])) return unknown();
      const std::uint32_t first = worth(rest_[0]);
      rest_.remove_prefix(1);
      std::uint32_t last = first;
      if (take("-")) {
        if (rest_.empty() || !is_digit(rest_[0])) return unknown();
        last = worth(rest_[0]);
        rest_.remove_prefix(1);
      }
      for (std::uint32_t digit = first; digit <= last; ++digit) digits |= std::uint32_t{1} << digit;
    }
    return DigitLanguage::one_of(digits);
  }

  std::uint32_t count() {
    std::uint32_t number = 0;
    if (rest_.empty() || !is_digit(rest_[0])) known_ = false;
    while (known_ && !rest_.empty() && is_digit(rest_[0])) {
      number = number * 10 + worth(rest_[0]);
      rest_.remove_prefix(1);
      if (number > 31) known_ = false;
    }
    return number;
  }

  DigitLanguage repeated(const DigitLanguage& once) {
    std::uint32_t least = 1, most = 1;
    if (take("?")) {
      least = 0;
    } else if (take("{")) {
      least = most = count();
      if (take(",")) most = count();
      if (!take("}")) known_ = false;
    }
    if (!known_) return unknown();
    if (least == 1 && most == 1) return once;
    DigitLanguage times = DigitLanguage::nothing_but_empty();
    for (std::uint32_t i = 0; i < least; ++i) times.append(once);
    DigitLanguage all = times;
    for (std::uint32_t i = least; i < most; ++i) {
      times.append(once);
      all.add(times);
    }
    return all;
  }

  std::string_view rest_;
  bool known_ = true;
};

DigitLanguage::DigitLanguage(std::string_view expression) : DigitLanguage(DigitExpression(expression).language()) {}

bool DigitLanguage::may_match(std::string_view digits) const {
  if (digits.empty()) return empty_;
  if (digits.size() == 1) return (single_ >> worth(digits[0]) & 1) != 0;
  return (longer_[worth(digits[0]) * 10 + worth(digits[1])] >> digits.size() & 1) != 0;
}

bool DigitLanguage::may_match_beginning_of(std::string_view digits) const {
  if (empty_ || digits.empty()) return empty_;
  if ((single_ >> worth(digits[0]) & 1) != 0) return true;
  return digits.size() > 1 && longer_[worth(digits[0]) * 10 + worth(digits[1])] != 0;
}

DigitLanguage DigitLanguage::everything() {
  DigitLanguage all;
  all.empty_ = true;
  all.single_ = kAllDigits;
  all.longer_.fill(~Lengths{3});
  all.lengths_ = ~Lengths{0};
  return all;
}

DigitLanguage DigitLanguage::nothing_but_empty() {
  DigitLanguage all;
  all.empty_ = true;
  all.lengths_ = 1;
  return all;
}

DigitLanguage DigitLanguage::one_of(std::uint32_t digits) {
  DigitLanguage all;
  all.single_ = digits;
  all.lengths_ = digits != 0 ? 2 : 0;
  return all;
}

void DigitLanguage::add(const DigitLanguage& other) {
  empty_ = empty_ || other.empty_;
  single_ |= other.single_;
  for (std::size_t i = 0; i < longer_.size(); ++i) longer_[i] |= other.longer_[i];
  lengths_ |= other.lengths_;
}

void DigitLanguage::append(const DigitLanguage& next) {
  const bool was_empty = empty_;
  const std::uint32_t first_digits = single_;
  // What has its two digits already only grows.
  const std::array<Lengths, 100> before = longer_;
  longer_.fill(0);
  for (Lengths left = next.lengths_; left != 0; left &= left - 1) {
    const int length = std::countr_zero(left);
    for (std::size_t i = 0; i < longer_.size(); ++i) longer_[i] |= before[i] << length;
  }
  empty_ = false;
  single_ = 0;
  if (first_digits != 0) add(next.behind(first_digits));
  if (was_empty) add(next);
  lengths_ = (empty_ ? 1U : 0U) | (single_ != 0 ? 2U : 0U);
  for (const Lengths some : longer_) lengths_ |= some;
}

// The texts of this with one of `digits` in front.
DigitLanguage DigitLanguage::behind(std::uint32_t digits) const {
  DigitLanguage all;
  if (empty_) all.single_ = digits;
  for (std::size_t second = 0; second < 10; ++second) {
    Lengths after = (single_ >> second & 1) != 0 ? 2U : 0U;
    for (std::size_t third = 0; third < 10; ++third) after |= longer_[second * 10 + third];
    for (std::size_t first = 0; first < 10; ++first) {
      if ((digits >> first & 1) != 0) all.longer_[first * 10 + second] = after << 1;
    }
  }
  return all;
}

}  // namespace assent::world
