#include "index/key.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assent::index {
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

#if defined(__SSE2__)

template <class Number>
std::uint64_t loaded(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

// The characters at the end of sixteen bytes, zeros before them. Nothing but the text is read: where two loads overlap,
// they put the same character in the same place. Precondition: 0 < size <= kCharactersMax.
__m128i at_the_end(const char* text, std::size_t size) {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (size >= 8) {
    low = loaded<std::uint64_t>(text) << 32 << (8 * (12 - size));  // in two steps: all 64 at once cannot be shifted out
    high = loaded<std::uint64_t>(text + size - 8);
  } else if (size >= 4) {
    high = loaded<std::uint32_t>(text) << (8 * (8 - size)) | loaded<std::uint32_t>(text + size - 4) << 32;
  } else {
    const std::size_t middle = size / 2;
    high = loaded<std::uint8_t>(text) << (8 * (8 - size)) |
           loaded<std::uint8_t>(text + middle) << (8 * (8 - size + middle)) |
           loaded<std::uint8_t>(text + size - 1) << 56;
  }
  return _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
}

// Their codes, as kCodes has them. Bytes are compared as signed numbers: those above 0x7F are below all characters.
__m128i codes_of(__m128i characters) {
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto range = [&](char first, char last, int code) {
    const __m128i within =
        _mm_and_si128(_mm_cmpgt_epi8(characters, all(first - 1)), _mm_cmplt_epi8(characters, all(last + 1)));
    return _mm_and_si128(within, _mm_sub_epi8(characters, all(first - code)));
  };
  const auto one = [&](char character, int code) {
    return _mm_and_si128(_mm_cmpeq_epi8(characters, all(character)), all(code));
  };
  const __m128i alphanumeric = _mm_or_si128(range('0', '9', 1), range('A', 'Z', 11));
  return _mm_or_si128(_mm_or_si128(alphanumeric, one('-', 37)), _mm_or_si128(one('_', 38), one('.', 39)));
}

static_assert(kCodes['0'] == 1 && kCodes['9'] == 10 && kCodes['A'] == 11 && kCodes['Z'] == 36);
static_assert(kCodes['-'] == 37 && kCodes['_'] == 38 && kCodes['.'] == 39);

#endif

}  // namespace

Key packed_account_plainly(std::string_view account) {
  if (account.empty() || account.size() > kCharactersMax) return 0;
  Key key = 0;
  bool fits = true;
  for (const char each : account) {
    const Key code = kCodes[static_cast<unsigned char>(each)];
    fits = fits && code != 0;
    key = key * kBase + code;
  }
  return fits ? key : 0;
}

#if defined(__SSE2__)

Key packed_account_or_0(std::string_view account) {
  const std::size_t size = account.size();
  if (size == 0 || size > kCharactersMax) return 0;
  const __m128i zero = _mm_setzero_si128();
  const __m128i codes = codes_of(at_the_end(account.data(), size));
  const int none = _mm_movemask_epi8(_mm_cmpeq_epi8(codes, zero));
  if (none != (1 << (16 - size)) - 1) return 0;
  // Two codes make a number, two of these the next.
  constexpr short kPair = kBase * kBase;
  const __m128i each = _mm_set_epi16(1, kBase, 1, kBase, 1, kBase, 1, kBase);
  const __m128i pair = _mm_set_epi16(1, kPair, 1, kPair, 1, kPair, 1, kPair);
  const __m128i pairs = _mm_packs_epi32(_mm_madd_epi16(_mm_unpacklo_epi8(codes, zero), each),
                                        _mm_madd_epi16(_mm_unpackhi_epi8(codes, zero), each));
  const __m128i fours = _mm_madd_epi16(pairs, pair);
  const auto low = static_cast<Key>(_mm_cvtsi128_si64(fours));
  const auto high = static_cast<Key>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(fours, fours)));
  constexpr Key kFour = Key{kPair} * kPair;
  return ((low >> 32) * kFour + (high & 0xFFFF'FFFF)) * kFour + (high >> 32);
}

#else

Key packed_account_or_0(std::string_view account) { return packed_account_plainly(account); }

#endif

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

// A number of fifteen digits has less than 50 bits, and the highest bit of a row's is the index's own.
Key packed_pseudonym(std::string_view pseudonym) {
  constexpr std::size_t kFigures = 14;
  Key key = 1;  // stands above the figures
  for (const char each : pseudonym.substr(1, kFigures)) {
    key = key << 4 | static_cast<Key>(each <= '9' ? each - '0' : each - 'a' + 10);
  }
  return key;
}

std::string unpacked_telephone(Key key) { return "+" + std::to_string(key); }

std::uint64_t spread(std::string_view text) {
  std::uint64_t sum = 0x9e3779b97f4a7c15 ^ text.size();
  for (const char each : text) sum = spread(sum ^ static_cast<unsigned char>(each));
  return sum;
}

}  // namespace assent::index
