#include "notice_check/sms_parts.hpp"

#include "base/utf8.hpp"

#include <string>
#include <vector>

namespace assent::notice_check {
namespace {

constexpr std::u32string_view kGsmLetters =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmno"
    U"pqrstuvwxyzäöñüà";
constexpr std::u32string_view kGsmEscaped = U"\f^{}\\[~]|€";

struct Sizes {
  std::size_t alone;
  std::size_t joined;
};
constexpr Sizes kSeptets{160, 153};
constexpr Sizes kUnits{70, 67};

}  // namespace

SmsParts sms_parts_of(std::string_view text) {
  std::u32string characters;
  SmsParts result;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    characters += each.code;
    if (kGsmLetters.find(each.code) == std::u32string_view::npos &&
        kGsmEscaped.find(each.code) == std::u32string_view::npos) {
      result.ucs2 = true;
    }
    at += each.size;
  }
  const Sizes& sizes = result.ucs2 ? kUnits : kSeptets;
  std::size_t parts = 1;
  std::size_t filled = 0;  // of the last part, if there are several
  for (const char32_t each : characters) {
    const bool two = result.ucs2 ? each > 0xFFFF : kGsmEscaped.find(each) != std::u32string_view::npos;
    const std::size_t size = two ? 2 : 1;
    result.units += size;
    if (filled + size > sizes.joined) {
      ++parts;
      filled = 0;
    }
    filled += size;
  }
  result.parts = result.units <= sizes.alone ? 1 : parts;
  return result;
}

}  // namespace assent::notice_check
