#include "camara/sealed.hpp"

#include "base/ascii.hpp"
#include "evidence/base64.hpp"

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/crypto_generichash_blake2b.h>
#include <sodium/utils.h>

#include <algorithm>
#include <array>

namespace assent::camara {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kTextMost = 8192;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<evidence::Hash>);

// The library functions used here need no memory, lock, randomness or initialising, and cannot fail.
evidence::Hash keyed(const evidence::Hash& key, std::string_view text) {
  evidence::Hash hash;
  crypto_generichash_blake2b(hash.data(), hash.size(), evidence::view_of(text).data(), text.size(), key.data(),
                             key.size());
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

Seal::Seal(const evidence::Hash& key)
    : of_box_(keyed(key, "assent camara box")), of_nonce_(keyed(key, "assent camara nonce")) {}

Seal::~Seal() {
  sodium_memzero(of_box_.data(), of_box_.size());
  sodium_memzero(of_nonce_.data(), of_nonce_.size());
}

std::string Seal::close(std::string_view use, const std::vector<std::string>& values) const {
  const std::string content = packed(values);
  std::array<std::uint8_t, kNonceBytes> nonce{};
  const std::string named = packed({std::string(use), content});
  crypto_generichash_blake2b(nonce.data(), nonce.size(), evidence::view_of(named).data(), named.size(),
                             of_nonce_.data(), of_nonce_.size());
  evidence::Bytes box(kNonceBytes + content.size() + kTagBytes);
  std::ranges::copy(nonce, box.begin());
  crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + kNonceBytes, nullptr, evidence::view_of(content).data(),
                                             content.size(), evidence::view_of(use).data(), use.size(), nullptr,
                                             nonce.data(), of_box_.data());
  return evidence::to_base64url(box);
}

std::optional<std::vector<std::string>> Seal::open(std::string_view use, std::string_view text) const {
  if (text.size() > kTextMost) return std::nullopt;
  const auto box = evidence::from_base64url(text);
  if (!box || box->size() < kNonceBytes + kTagBytes) return std::nullopt;
  std::string content(box->size() - kNonceBytes - kTagBytes, '\0');
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(content.data()), nullptr, nullptr, box->data() + kNonceBytes,
      box->size() - kNonceBytes, evidence::view_of(use).data(), use.size(), box->data(), of_box_.data());
  if (opened != 0) return std::nullopt;
  return unpacked(content);
}

}  // namespace assent::camara
