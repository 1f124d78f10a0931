#include "email/return_token.hpp"

#include "base/ascii.hpp"
#include "evidence/hmac.hpp"

#include <algorithm>
#include <array>

namespace assent::email {
namespace {

constexpr std::size_t kTag = 12;
constexpr std::size_t kPlace = 12;
constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

using TokenBytes = std::array<std::uint8_t, kTag + kPlace>;

std::array<std::uint8_t, kPlace> bytes_of(Position place) {
  std::array<std::uint8_t, kPlace> bytes{};
  for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(place.log >> (24 - 8 * i));
  for (std::size_t i = 0; i < 8; ++i) bytes[4 + i] = static_cast<std::uint8_t>(place.index >> (56 - 8 * i));
  return bytes;
}

Position place_in(std::span<const std::uint8_t, kPlace> bytes) {
  Position place;
  for (std::size_t i = 0; i < 4; ++i) place.log = place.log << 8U | bytes[i];
  for (std::size_t i = 0; i < 8; ++i) place.index = place.index << 8U | bytes[4 + i];
  return place;
}

std::string to_base32(const TokenBytes& bytes) {
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    held = (held << 8U | byte) & 0xFFFU;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += kAlphabet[held >> bits & 31U];
    }
  }
  text += kAlphabet[held << (5 - bits) & 31U];
  return text;
}

// Nothing: another length, another letter, or unused bits that are set.
std::optional<TokenBytes> from_base32(std::string_view text) {
  if (text.size() != kReturnTokenSize) return std::nullopt;
  TokenBytes bytes{};
  std::size_t at = 0;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(small(c));
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 5U | static_cast<unsigned>(value)) & 0xFFFU;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = static_cast<std::uint8_t>(held >> bits);
    }
  }
  return (held & ((1U << bits) - 1)) == 0 ? std::optional(bytes) : std::nullopt;
}

}  // namespace

ReturnTokens::ReturnTokens(const evidence::Hash& key)
    : tag_key_(evidence::hmac_sha256(key, evidence::view_of("e-mail return token, tag"))),
      mask_key_(evidence::hmac_sha256(key, evidence::view_of("e-mail return token, mask"))) {}

std::string ReturnTokens::token_of(Position place) const {
  const auto plain = bytes_of(place);
  const evidence::Hash tag = evidence::hmac_sha256(tag_key_, plain);
  TokenBytes bytes{};
  std::copy_n(tag.begin(), kTag, bytes.begin());
  const evidence::Hash mask = evidence::hmac_sha256(mask_key_, std::span(bytes).first<kTag>());
  for (std::size_t i = 0; i < kPlace; ++i) bytes[kTag + i] = plain[i] ^ mask[i];
  return to_base32(bytes);
}

std::optional<Position> ReturnTokens::place_of(std::string_view token) const {
  const auto bytes = from_base32(token);
  if (!bytes) return std::nullopt;
  const evidence::Hash mask = evidence::hmac_sha256(mask_key_, std::span(*bytes).first<kTag>());
  std::array<std::uint8_t, kPlace> plain{};
  for (std::size_t i = 0; i < kPlace; ++i) plain[i] = (*bytes)[kTag + i] ^ mask[i];
  const evidence::Hash tag = evidence::hmac_sha256(tag_key_, plain);
  unsigned differs = 0;  // without an early end, so that the time says nothing
  for (std::size_t i = 0; i < kTag; ++i) differs |= static_cast<unsigned>(tag[i] ^ (*bytes)[i]);
  return differs == 0 ? std::optional(place_in(plain)) : std::nullopt;
}

std::string return_address(ReturnKind kind, std::string_view token, std::string_view domain) {
  std::string address;
  switch (kind) {
    case ReturnKind::bounce: address = "b."; break;
    case ReturnKind::reply: address = "r."; break;
    case ReturnKind::refuse: address = "u."; break;
  }
  address += token;
  address += '@';
  address += domain;
  return address;
}

std::optional<ReturnAddress> read_return_address(std::string_view address) {
  const std::string_view local = address.substr(0, address.rfind('@'));
  if (local.size() != kReturnTokenSize + 2 || local[1] != '.') return std::nullopt;
  const std::string_view token = local.substr(2);
  switch (small(local[0])) {
    case 'b': return ReturnAddress{ReturnKind::bounce, token};
    case 'r': return ReturnAddress{ReturnKind::reply, token};
    case 'u': return ReturnAddress{ReturnKind::refuse, token};
    default: return std::nullopt;
  }
}

}  // namespace assent::email
