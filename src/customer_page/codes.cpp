#include "customer_page/codes.hpp"

#include "base/ascii.hpp"

#include <sodium/utils.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace assent::customer_page {
namespace {

constexpr std::size_t kDigits = 8;

// ASCII digits; those of Arabic (U+0660 to U+0669) and Persian (U+06F0 to U+06F9) as well.
std::string digits_in(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (is_digit(text[i])) digits += text[i];
    else if (byte == 0xD9 && next >= 0xA0 && next <= 0xA9) digits += static_cast<char>('0' + (next - 0xA0));
    else if (byte == 0xDB && next >= 0xB0 && next <= 0xB9) digits += static_cast<char>('0' + (next - 0xB0));
  }
  return digits;
}

}  // namespace

Result<std::optional<std::string>> Codes::make(std::string_view account, const page_link::CodeSettings& settings,
                                               Instant now) {
  if (!draw_) return fail(ErrorCode::unavailable, "no randomness can be had", "try again");
  const evidence::Hash random = TRY(draw_());
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = (number << 8) | random.at(i);
  std::string code(kDigits, '0');
  for (char& each : code) {
    each = static_cast<char>('0' + number % 10);
    number /= 10;
  }
  const auto within = std::chrono::hours(settings.per_hours);
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kAccountsMost) {
    std::erase_if(kept_, [&](const auto& each) { return each.second.counts_until <= now; });
  }
  Kept& kept = kept_[std::string(account)];
  std::erase_if(kept.made, [&](Instant each) { return each <= now - within; });
  if (kept.made.size() >= static_cast<std::size_t>(settings.at_most)) return std::nullopt;
  kept.made.push_back(now);
  kept.counts_until = now + within;
  kept.code = code;
  kept.ends = now + std::chrono::minutes(settings.minutes);
  kept.tries_left = kTries;
  return code;
}

bool Codes::take(std::string_view account, std::string_view code, Instant now) {
  const std::string digits = digits_in(code.substr(0, 64));
  const std::lock_guard lock(mutex_);
  const auto at = kept_.find(account);
  if (at == kept_.end() || at->second.code.empty()) return false;
  Kept& kept = at->second;
  const bool right =
      now < kept.ends && digits.size() == kDigits && sodium_memcmp(digits.data(), kept.code.data(), kDigits) == 0;
  if (right || now >= kept.ends || --kept.tries_left == 0) kept.code.clear();
  return right;
}

}  // namespace assent::customer_page
