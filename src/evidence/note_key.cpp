#include "base/utf8.hpp"
#include "evidence/base64.hpp"
#include "evidence/note.hpp"
#include "evidence/note_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace assent::evidence {
namespace {

constexpr std::uint8_t kEd25519 = 0x01;
constexpr std::string_view kSecret = "PRIVATE+KEY+";

std::array<std::uint8_t, 33> with_algorithm(std::span<const std::uint8_t, 32> key) {
  std::array<std::uint8_t, 33> bytes;
  bytes.front() = kEd25519;
  std::copy(key.begin(), key.end(), bytes.begin() + 1);
  return bytes;
}

std::uint32_t hash_of(std::string_view name, const Ed25519PublicKey& key) {
  Sha256Stream stream;
  stream.update(view_of(name));
  stream.update(view_of("\n"));
  stream.update(with_algorithm(key));
  const Hash hash = stream.finish();
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < 4; ++i) first = (first << 8) | hash[i];
  return first;
}

// The three parts between plus signs; the last may contain more of them.
struct KeyParts {
  std::string_view name;
  std::string_view hash;
  std::array<std::uint8_t, 32> key;
};

std::optional<KeyParts> parts_of(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  KeyParts parts{text.substr(0, first), text.substr(first + 1, second - first - 1), {}};
  auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 1 + parts.key.size() || bytes->front() != kEd25519) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), parts.key.begin());
  return parts;
}

std::string text_of(std::string_view name, std::uint32_t hash, std::span<const std::uint8_t, 32> key) {
  return fmt::format("{}+{:08x}+{}", name, hash, to_base64(with_algorithm(key)));
}

bool control_character(char each) { return static_cast<unsigned char>(each) < 0x20; }

// Unicode's White_Space, apart from control characters.
bool holds_white_space(std::string_view text) {
  static constexpr std::string_view kSpaces[] = {" ",      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002",
                                                 "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                                 "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
  return std::any_of(std::begin(kSpaces), std::end(kSpaces),
                     [&](std::string_view space) { return text.find(space) != std::string_view::npos; });
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && is_utf8(name) && name.find('+') == std::string_view::npos &&
         std::none_of(name.begin(), name.end(), control_character) && !holds_white_space(name);
}

Result<VerifierKey> VerifierKey::make(std::string name, const Ed25519PublicKey& key) {
  if (!is_key_name(name)) {
    return fail(ErrorCode::invalid, "the key's name is empty or has a space, a plus sign or a control character",
                "name it like a web address without spaces, such as `example.com/scrubs`");
  }
  VerifierKey made;
  made.hash_ = hash_of(name, key);
  made.name_ = std::move(name);
  made.key_ = key;
  return made;
}

std::string to_text(const VerifierKey& key) { return text_of(key.name(), key.hash(), key.key()); }

Result<VerifierKey> read_verifier_key(std::string_view text) {
  constexpr const char* kMend = "give the line that `assent key show` prints, unchanged";
  if (text.starts_with(kSecret)) {
    return fail(ErrorCode::invalid, "this is a signing key, but a verifier key is needed",
                "give the line that `assent key show` prints, and keep the signing key secret");
  }
  const auto parts = parts_of(text);
  if (!parts) return fail(ErrorCode::invalid, "this is not an Ed25519 verifier key", kMend);
  auto key = VerifierKey::make(std::string(parts->name), parts->key);
  if (!key) return key;
  if (to_text(*key) != text) return fail(ErrorCode::invalid, "the key's hash does not match its name and key", kMend);
  return key;
}

SignerKey::SignerKey(VerifierKey verifier, const Ed25519Seed& seed) : verifier_(std::move(verifier)), seed_(seed) {}

Result<SignerKey> SignerKey::make(std::string name, const Ed25519Seed& seed) {
  return VerifierKey::make(std::move(name), ed25519_public_key(seed)).map([&](VerifierKey verifier) {
    return SignerKey(std::move(verifier), seed);
  });
}

std::string secret_text(const SignerKey& key) {
  return std::string(kSecret) + text_of(key.verifier().name(), key.verifier().hash(), key.seed());
}

Result<SignerKey> read_signer_key(std::string_view text) {
  constexpr const char* kMend = "give the file that `assent key create` made, unchanged";
  if (!text.starts_with(kSecret)) return fail(ErrorCode::invalid, "this is not a signing key", kMend);
  auto parts = parts_of(text.substr(kSecret.size()));
  if (!parts) return fail(ErrorCode::invalid, "this is not an Ed25519 signing key", kMend);
  auto key = SignerKey::make(std::string(parts->name), parts->key);
  forget(parts->key);
  if (!key) return key;
  if (fmt::format("{:08x}", key->verifier().hash()) != parts->hash) {
    return fail(ErrorCode::invalid, "the key's hash does not match its name and key", kMend);
  }
  return key;
}

}  // namespace assent::evidence
