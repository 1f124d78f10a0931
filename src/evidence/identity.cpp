#include "evidence/identity.hpp"

#include "base/ascii.hpp"
#include "base/require.hpp"
#include "evidence/entry_layout.hpp"

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/crypto_generichash_blake2b.h>
#include <sodium/utils.h>

#include <algorithm>
#include <utility>

namespace assent::evidence {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kNonceBytes + kTagBytes == kBoxOverhead);
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<Hash>);

constexpr char kPseudonymMark = '#';
constexpr std::size_t kPseudonymSize = 1 + 2 * std::tuple_size_v<NumberHash>;

// The library functions used here need no memory, lock, randomness or initialising, and cannot fail.
template <std::size_t kBytes>
std::array<std::uint8_t, kBytes> keyed_hash(ByteView key, ByteView text) {
  std::array<std::uint8_t, kBytes> hash;
  crypto_generichash_blake2b(hash.data(), hash.size(), text.data(), text.size(), key.data(), key.size());
  return hash;
}

// One key for the box and one for its nonce, from the account's key.
class BoxKeys {
 public:
  BoxKeys(const IdentityKey& key, std::string_view purpose) : both_(keyed_hash<64>(key.key, view_of(purpose))) {}
  ~BoxKeys() { sodium_memzero(both_.data(), both_.size()); }
  BoxKeys(const BoxKeys&) = delete;
  BoxKeys& operator=(const BoxKeys&) = delete;

  const std::uint8_t* of_box() const { return both_.data(); }
  ByteView of_nonce() const { return ByteView(both_).subspan(32); }

 private:
  std::array<std::uint8_t, 64> both_;
};

// What a box holds: neither opens as the other.
constexpr std::string_view kIdentityBox = "assent identity box";
constexpr std::string_view kDocumentBox = "assent document box";

NumberHash hash_of_number(const Hash& number_key, std::string_view telephone) {
  if (!is_pseudonym(telephone)) {
    return keyed_hash<std::tuple_size_v<NumberHash>>(number_key, view_of(telephone));
  }
  NumberHash hash;
  const auto value = [&](std::size_t at) {
    const char figure = telephone[at];
    return figure <= '9' ? figure - '0' : figure - 'a' + 10;
  };
  for (std::size_t i = 0; i < hash.size(); ++i) {
    hash[i] = static_cast<std::uint8_t>(value(1 + 2 * i) << 4 | value(2 + 2 * i));
  }
  return hash;
}

// The content gives the nonce: equal nonces mean equal content.
Bytes box_of(ByteView content, std::string_view account, const IdentityKey& key, std::string_view purpose) {
  const BoxKeys keys(key, purpose);
  const auto nonce = keyed_hash<kNonceBytes>(keys.of_nonce(), content);
  Bytes box(kBoxOverhead + content.size());
  std::copy(nonce.begin(), nonce.end(), box.begin());
  const ByteView whose = view_of(account);
  crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + kNonceBytes, nullptr, content.data(), content.size(),
                                             whose.data(), whose.size(), nullptr, nonce.data(), keys.of_box());
  return box;
}

// Nothing: the key or the account is another one's.
std::optional<Bytes> content_of(const SealedIdentity& sealed, std::string_view account, const IdentityKey& key,
                                std::string_view purpose) {
  if (sealed.key != key.number || sealed.box.size() <= kBoxOverhead) return std::nullopt;
  const BoxKeys keys(key, purpose);
  Bytes content(sealed.box.size() - kBoxOverhead);
  const ByteView whose = view_of(account);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      content.data(), nullptr, nullptr, sealed.box.data() + kNonceBytes, sealed.box.size() - kNonceBytes, whose.data(),
      whose.size(), sealed.box.data(), keys.of_box());
  if (opened != 0) return std::nullopt;
  return content;
}

}  // namespace

bool identifies(const CustomerRecorded& customer) {
  return !customer.telephones.empty() || !customer.email_addresses.empty() || customer.address != PostalAddress{};
}

bool needs_key(const CustomerRecorded& customer) {
  return !customer.email_addresses.empty() || customer.address != PostalAddress{} ||
         !std::all_of(customer.telephones.begin(), customer.telephones.end(),
                      [](const std::string& each) { return is_pseudonym(each); });
}

bool is_pseudonym(std::string_view telephone) {
  return telephone.size() == kPseudonymSize && telephone.front() == kPseudonymMark &&
         std::all_of(telephone.begin() + 1, telephone.end(), is_small_hexadecimal);
}

std::string pseudonym(const NumberHash& hash) { return kPseudonymMark + to_hex(hash); }

std::string pseudonym(const Hash& number_key, std::string_view e164) {
  return pseudonym(hash_of_number(number_key, e164));
}

void seal(CustomerRecorded& customer, std::string_view account, const IdentityKey& key, const Hash& number_key) {
  customer.sealed.reset();
  if (!identifies(customer)) return;
  SealedIdentity& sealed = customer.sealed.emplace();
  for (const std::string& each : customer.telephones) {
    const NumberHash hash = hash_of_number(number_key, each);
    // A number may be beside its own pseudonym.
    const bool known = std::find(sealed.telephones.begin(), sealed.telephones.end(), hash) != sealed.telephones.end();
    if (!known) sealed.telephones.push_back(hash);
  }
  if (!needs_key(customer)) return;
  require(key.number != 0, "there is a key where one is needed");
  sealed.key = key.number;
  layout::Identity identity{std::move(customer.telephones), std::move(customer.email_addresses),
                            std::move(customer.address)};
  Bytes content = layout::encode_identity(identity);
  sealed.box = box_of(content, account, key, kIdentityBox);
  sodium_memzero(content.data(), content.size());
  customer.telephones = std::move(identity.telephones);
  customer.email_addresses = std::move(identity.email_addresses);
  customer.address = std::move(identity.address);
}

bool open(CustomerRecorded& customer, std::string_view account, const IdentityKey& key) {
  auto content = content_of(*customer.sealed, account, key, kIdentityBox);
  if (!content) return false;
  auto identity = layout::decode_identity(*content);
  sodium_memzero(content->data(), content->size());
  if (!identity) return false;
  customer.telephones = std::move(identity->telephones);
  customer.email_addresses = std::move(identity->email_addresses);
  customer.address = std::move(identity->address);
  customer.sealed.reset();
  return true;
}

void seal(PrivacyDocumentRecorded& document, std::string_view account, const IdentityKey& key) {
  document.sealed.reset();
  if (document.text.empty()) return;
  require(key.number != 0, "there is a key where one is needed");
  document.sealed.emplace(SealedIdentity{key.number, box_of(view_of(document.text), account, key, kDocumentBox), {}});
}

bool open(PrivacyDocumentRecorded& document, std::string_view account, const IdentityKey& key) {
  auto content = content_of(*document.sealed, account, key, kDocumentBox);
  if (!content) return false;
  document.text.assign(content->begin(), content->end());
  sodium_memzero(content->data(), content->size());
  document.sealed.reset();
  return true;
}

void close(PrivacyDocumentRecorded& document) {
  if (!document.sealed) return;
  document.text.clear();
  document.sealed.reset();
}

Names names_of_numbers(const CustomerRecorded& customer) {
  if (!customer.sealed) return customer.telephones;
  Names names;
  for (const NumberHash& each : customer.sealed->telephones) names.push_back(pseudonym(each));
  return names;
}

Hash derived_key(const Hash& seed, std::string_view account, std::uint64_t number) {
  Bytes name;
  for (unsigned shift = 0; shift < 64; shift += 8) name.push_back(static_cast<std::uint8_t>(number >> shift));
  name.insert(name.end(), account.begin(), account.end());
  return keyed_hash<std::tuple_size_v<Hash>>(seed, name);
}

void close(CustomerRecorded& customer) {
  if (!customer.sealed) return;
  customer.telephones = names_of_numbers(customer);
  customer.email_addresses.clear();
  customer.address = {};
  customer.sealed.reset();
}

}  // namespace assent::evidence
