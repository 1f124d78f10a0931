#include "index/key.hpp"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.";
constexpr std::size_t kCharactersMax = 12;
constexpr Key kBase = 40;
constexpr std::size_t kDigitsMax = 15;

// From 1; 0: not in the alphabet.
constexpr auto kCodes = [] {
  std::array<std::uint8_t, 256> codes{};
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    codes[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i + 1);
  }
  return codes;
}();

}  // namespace

std::optional<Key> packed_account(std::string_view account) {
  if (account.empty() || account.size() > kCharactersMax) return std::nullopt;
  Key key = 0;
  bool fits = true;
  for (const char each : account) {
    const Key code = kCodes[static_cast<unsigned char>(each)];
    fits = fits && code != 0;
    key = key * kBase + code;
  }
  if (!fits) return std::nullopt;
  return key;
}

std::string unpacked_account(Key key) {
  std::string account;
  for (; key != 0; key /= kBase) {
    const auto code = static_cast<std::size_t>(key % kBase);
    if (code != 0) account.push_back(kAlphabet[code - 1]);  // no account has a 0
  }
  std::reverse(account.begin(), account.end());
  return account;
}

std::optional<Key> packed_telephone(std::string_view e164) {
  if (e164.size() < 2 || e164.size() > kDigitsMax + 1 || e164[0] != '+' || e164[1] == '0') return std::nullopt;
  Key key = 0;
  for (const char each : e164.substr(1)) {
    if (each < '0' || each > '9') return std::nullopt;
    key = key * 10 + static_cast<Key>(each - '0');
  }
  return key;
}

std::string unpacked_telephone(Key key) { return "+" + std::to_string(key); }

std::uint64_t spread(std::string_view text) {
  std::uint64_t sum = 0x9e3779b97f4a7c15 ^ text.size();
  for (const char each : text) sum = spread(sum ^ static_cast<unsigned char>(each));
  return sum;
}

}  // namespace assent
