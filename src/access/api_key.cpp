#include "access/api_key.hpp"

#include "base/ascii.hpp"
#include "evidence/base64.hpp"
#include "written/section.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <set>
#include <utility>

namespace assent::access {
namespace {

constexpr std::string_view kKeyPrefix = "ak_";
constexpr std::size_t kKeyIdLetters = 16;
constexpr std::size_t kKeySecretLetters = 43;  // 32 bytes in base64url
constexpr std::size_t kKeyLetters = kKeyPrefix.size() + kKeyIdLetters + 1 + kKeySecretLetters;

bool is_key_id(std::string_view id) {
  return id.size() == kKeyIdLetters && std::ranges::all_of(id, is_small_hexadecimal);
}

std::string_view key_id_in(std::string_view key) { return key.substr(kKeyPrefix.size(), kKeyIdLetters); }

}  // namespace

NewApiKey make_api_key(const evidence::Hash& random) {
  NewApiKey made;
  // Of another text than the key's hash is: it says nothing about the secret, nor about that hash.
  evidence::Bytes named(random.begin(), random.end());
  for (const char c : std::string_view{"assent api key id"}) named.push_back(static_cast<std::uint8_t>(c));
  made.id = evidence::to_hex(evidence::sha256(named)).substr(0, kKeyIdLetters);
  made.key = std::string(kKeyPrefix) + made.id + '_' + evidence::to_base64url(random);
  made.sha256 = evidence::sha256(evidence::view_of(made.key));
  OPENSSL_cleanse(named.data(), named.size());
  return made;
}

bool is_api_key(std::string_view text) {
  return text.size() == kKeyLetters && text.starts_with(kKeyPrefix) && is_key_id(key_id_in(text)) &&
         text[kKeyPrefix.size() + kKeyIdLetters] == '_';
}

Result<ApiKeys> ApiKeys::make(std::vector<ApiKey> keys) {
  ApiKeys made;
  std::set<evidence::Hash> hashes;
  for (ApiKey& key : keys) {
    if (!is_key_id(key.id)) {
      return fail(ErrorCode::invalid,
                  "the API key of " + written::quoted(key.caller.id) + " has an `id` that is not a key's",
                  "write the 16 digits after `ak_` of the key");
    }
    TRY(check_lasting(key.caller));
    if (!hashes.insert(key.sha256).second || made.keys_.contains(key.id)) {
      return fail(ErrorCode::invalid, "the API key " + written::quoted(key.id) + " stands there twice",
                  "leave one of them out, or make a new one with `assent api-key create`");
    }
    std::string id = key.id;
    made.keys_.emplace(std::move(id), std::move(key));
  }
  return made;
}

ApiKeys::Found ApiKeys::find(std::string_view key, Instant now) const {
  if (!is_api_key(key)) return {};
  const evidence::Hash hash = evidence::sha256(evidence::view_of(key));
  const auto at = keys_.find(key_id_in(key));
  if (at == keys_.end()) return {};
  const ApiKey& kept = at->second;
  if (CRYPTO_memcmp(hash.data(), kept.sha256.data(), hash.size()) != 0) return {};
  if (kept.revoked) return {Finding::revoked};
  if (now >= kept.ends) return {Finding::ended};
  return {Finding::known, &kept.caller};
}

}  // namespace assent::access
