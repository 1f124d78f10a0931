#include "evidence/base64.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assent::evidence {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using LetterValues = std::array<std::uint8_t, 256>;
constexpr std::uint8_t kNoLetter = 0xff;

constexpr LetterValues values_of(std::string_view letters) {
  LetterValues values{};
  values.fill(kNoLetter);
  for (std::size_t i = 0; i < letters.size(); ++i)
    values.at(static_cast<unsigned char>(letters[i])) = static_cast<std::uint8_t>(i);
  return values;
}

constexpr LetterValues kValues = values_of(kLetters);
constexpr LetterValues kUrlValues = values_of(kUrlLetters);

// Without padding.
std::string letters_of(ByteView bytes, std::string_view letters) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) group = (group << 8) | (i < count ? bytes[at + i] : 0U);
    for (std::size_t i = 0; i <= count; ++i) text += letters[(group >> (18 - 6 * i)) & 0x3f];
  }
  return text;
}

std::optional<Bytes> bytes_of(std::string_view text, const LetterValues& values) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t group = 0;  // its lowest `bits` are still to be given
  unsigned bits = 0;
  for (const char c : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value == kNoLetter) return std::nullopt;
    group = (group << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(group >> bits));
    group &= (1U << bits) - 1;
  }
  if (group != 0) return std::nullopt;
  return bytes;
}

}  // namespace

std::string to_base64(ByteView bytes) {
  std::string text = letters_of(bytes, kLetters);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return bytes_of(text, kValues);
}

std::string to_base64url(ByteView bytes) { return letters_of(bytes, kUrlLetters); }

std::optional<Bytes> from_base64url(std::string_view text) { return bytes_of(text, kUrlValues); }

}  // namespace assent::evidence
