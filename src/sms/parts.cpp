#include "sms/parts.hpp"

#include "base/utf8.hpp"

namespace assent::sms {
namespace {

struct Limits {
  std::size_t alone;
  std::size_t joined;
};
constexpr Limits kGsm{160, 153};
constexpr Limits kUcs2{70, 67};

// 3GPP TS 23.038, 6.2.1, without the escape.
constexpr std::u32string_view kDefault =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    U"abcdefghijklmnopqrstuvwxyzäöñüà";
static_assert(kDefault.size() == 127);

// 3GPP TS 23.038, 6.2.1.1: each behind an escape.
constexpr std::u32string_view kExtension = U"\f^{}\\[~]|€";

// Septets of a character; 0: it is in neither table.
std::size_t septets(char32_t code) {
  if (kDefault.find(code) != std::u32string_view::npos) return 1;
  return kExtension.find(code) != std::u32string_view::npos ? 2 : 0;
}

std::size_t code_units(char32_t code) { return code > 0xFFFF ? 2 : 1; }

template <class Size>
void count(std::string_view text, const Limits& limits, Size size, Parts& parts) {
  std::size_t in_part = 0;
  std::size_t joined = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    at += each.size;
    const std::size_t units = size(each.code);
    parts.units += units;
    if (joined == 0 || in_part + units > limits.joined) {
      ++joined;
      in_part = 0;
    }
    in_part += units;
  }
  const bool alone = parts.units <= limits.alone;
  parts.parts = parts.units == 0 ? 0 : alone ? 1 : joined;
  parts.left = alone ? limits.alone - parts.units : limits.joined - in_part;
}

}  // namespace

std::string_view to_string(Alphabet alphabet) {
  switch (alphabet) {
    case Alphabet::gsm: return "gsm-7bit";
    case Alphabet::ucs2: return "ucs-2";
  }
  return {};
}

Result<Parts> parts_of(std::string_view text) {
  if (!is_utf8(text)) return fail(ErrorCode::invalid, "the text is not UTF-8", "write it in UTF-8");
  Parts parts;
  for (std::size_t at = 0; at < text.size() && parts.outside.empty();) {
    const Utf8Character each = character_at(text, at);
    if (septets(each.code) == 0) parts.outside = text.substr(at, each.size);
    at += each.size;
  }
  if (parts.outside.empty()) {
    count(text, kGsm, septets, parts);
  } else {
    parts.alphabet = Alphabet::ucs2;
    count(text, kUcs2, code_units, parts);
  }
  return parts;
}

}  // namespace assent::sms
