#include "wording/words.hpp"

#include "base/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace assent::wording {
namespace {

constexpr std::size_t kShownMost = 60;

}  // namespace

std::string thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string percentage(std::uint64_t part, std::uint64_t whole) {
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

std::string shown(std::string_view word) {
  std::string plain(word);
  std::replace(plain.begin(), plain.end(), '`', '?');
  std::string safe = visible(masked(plain));
  if (safe.size() > kShownMost) {
    std::size_t cut = kShownMost;
    while (cut > 0 && (static_cast<unsigned char>(safe[cut]) & 0xC0) == 0x80) --cut;
    safe = safe.substr(0, cut) + "…";
  }
  return "`" + safe + "`";
}

}  // namespace assent::wording
