#include "evidence/sealed_values.hpp"

#include "base/ascii.hpp"
#include "evidence/base64.hpp"

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/crypto_generichash_blake2b.h>
#include <sodium/utils.h>

#include <algorithm>
#include <array>

namespace assent::evidence {
namespace {

constexpr std::size_t kSealNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSealTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSealedTextMost = 8192;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<Hash>);

// The library functions used here need no memory, lock, randomness or initialising, and cannot fail.
Hash key_under(const Hash& key, std::string_view text) {
  Hash hash;
  crypto_generichash_blake2b(hash.data(), hash.size(), view_of(text).data(), text.size(), key.data(), key.size());
  return hash;
}

// Each value with its length before it.
std::string packed(const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& each : values) {
    all += std::to_string(each.size());
    all += ':';
    all += each;
  }
  return all;
}

std::optional<std::vector<std::string>> unpacked(std::string_view all) {
  std::vector<std::string> values;
  while (!all.empty()) {
    std::size_t size = 0;
    std::size_t at = 0;
    for (; at < all.size() && is_digit(all[at]) && at < 6; ++at) {
      size = size * 10 + static_cast<std::size_t>(all[at] - '0');
    }
    if (at == 0 || at >= all.size() || all[at] != ':' || all.size() - at - 1 < size) return std::nullopt;
    values.emplace_back(all.substr(at + 1, size));
    all.remove_prefix(at + 1 + size);
  }
  return values;
}

}  // namespace

Seal::Seal(const Hash& key, std::string_view realm)
    : of_box_(key_under(key, "assent " + std::string(realm) + " box")),
      of_nonce_(key_under(key, "assent " + std::string(realm) + " nonce")) {}

Seal::~Seal() {
  sodium_memzero(of_box_.data(), of_box_.size());
  sodium_memzero(of_nonce_.data(), of_nonce_.size());
}

std::string Seal::close(std::string_view use, const std::vector<std::string>& values) const {
  const std::string content = packed(values);
  std::array<std::uint8_t, kSealNonceBytes> nonce{};
  const std::string named = packed({std::string(use), content});
  crypto_generichash_blake2b(nonce.data(), nonce.size(), view_of(named).data(), named.size(), of_nonce_.data(),
                             of_nonce_.size());
  Bytes box(kSealNonceBytes + content.size() + kSealTagBytes);
  std::ranges::copy(nonce, box.begin());
  crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + kSealNonceBytes, nullptr, view_of(content).data(),
                                             content.size(), view_of(use).data(), use.size(), nullptr, nonce.data(),
                                             of_box_.data());
  return to_base64url(box);
}

std::optional<std::vector<std::string>> Seal::open(std::string_view use, std::string_view text) const {
  if (text.size() > kSealedTextMost) return std::nullopt;
  const auto box = from_base64url(text);
  if (!box || box->size() < kSealNonceBytes + kSealTagBytes) return std::nullopt;
  std::string content(box->size() - kSealNonceBytes - kSealTagBytes, '\0');
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(content.data()), nullptr, nullptr, box->data() + kSealNonceBytes,
      box->size() - kSealNonceBytes, view_of(use).data(), use.size(), box->data(), of_box_.data());
  if (opened != 0) return std::nullopt;
  return unpacked(content);
}

}  // namespace assent::evidence
