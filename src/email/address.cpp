#include "email/address.hpp"

#include "base/ascii.hpp"
#include "base/unseen.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace assent::email {
namespace {

// RFC 5321, 4.5.3.1.
constexpr std::size_t kMostLocal = 64;
constexpr std::size_t kMostDomain = 255;

bool is_beyond_ascii(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }

bool is_atom_text(char c) {
  return is_letter(c) || is_digit(c) || is_beyond_ascii(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_domain_text(char c) { return is_letter(c) || is_digit(c) || is_beyond_ascii(c) || c == '-'; }

// Whether it is words of such characters between single dots.
template <class IsText>
bool is_dotted(std::string_view text, IsText is_text) {
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::ranges::all_of(text, [&](char c) { return c == '.' || is_text(c); });
}

bool shows_all(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = character_at(text, at);
    if (shows_blank(character.code) || shows_nothing(character.code)) return false;
    at += character.size;
  }
  return true;
}

}  // namespace

Result<void> check_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  const bool sound = at != std::string_view::npos && at <= kMostLocal && address.size() - at - 1 <= kMostDomain &&
                     is_utf8(address) && shows_all(address) && is_dotted(address.substr(0, at), is_atom_text) &&
                     is_dotted(address.substr(at + 1), is_domain_text);
  if (sound) return {};
  return fail(ErrorCode::invalid, "this is no e-mail address that can be sent to",
              "write it as name@example.com, without quotes, comments or blanks");
}

bool needs_utf8(std::string_view address) { return std::ranges::any_of(address, is_beyond_ascii); }

std::string_view domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
}

}  // namespace assent::email
