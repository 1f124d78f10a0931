// Note: a text and signatures below it, in the form of C2SP signed-note (https://c2sp.org/signed-note); and the keys
// that make and check them, in the same text forms as Go's sumdb/note. Ed25519 only. Pure; thread-safe.
//
//   a text that ends in a line feed
//                                                an empty line
//   — example.com/carrier x08go/ZJkuBS9UG/…      em dash, space, key's name, space, base 64 of key hash and signature
//
// Do not trust a note's text before verify_note() has found a signature by a key that you trust.
#pragma once

#include "base/result.hpp"
#include "evidence/signature.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::evidence {

inline constexpr std::size_t kNoteBytesMax = 1024 * 1024;
inline constexpr std::size_t kNoteSignaturesMax = 100;

// The public half of a key, and its name. Name and hash together identify the key.
class VerifierKey {
 public:
  // invalid: the name is empty, has a plus sign, white space or a control character, or is not UTF-8.
  static Result<VerifierKey> make(std::string name, const Ed25519PublicKey& key);

  const std::string& name() const { return name_; }
  std::uint32_t hash() const { return hash_; }  // the first four bytes of SHA-256(name, line feed, 0x01, key)
  const Ed25519PublicKey& key() const { return key_; }

  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;

 private:
  VerifierKey() = default;

  std::string name_;
  std::uint32_t hash_ = 0;
  Ed25519PublicKey key_{};
};

// "name+c74f20a3+ARpc…": name, hash, base 64 of 0x01 and the key.
std::string to_text(const VerifierKey& key);
// invalid: anything that to_text() does not write, such as a hash that is not this key's.
Result<VerifierKey> read_verifier_key(std::string_view text);

// A key that signs. Its destructor overwrites the seed.
class SignerKey {
 public:
  // Fails as VerifierKey::make() does.
  static Result<SignerKey> make(std::string name, const Ed25519Seed& seed);

  SignerKey(const SignerKey&) = default;
  SignerKey& operator=(const SignerKey&) = default;
  ~SignerKey() { forget(seed_); }

  const VerifierKey& verifier() const { return verifier_; }
  const Ed25519Seed& seed() const { return seed_; }

 private:
  SignerKey(VerifierKey verifier, const Ed25519Seed& seed);

  VerifierKey verifier_;
  Ed25519Seed seed_;
};

// "PRIVATE+KEY+name+c74f20a3+AYEK…": as above, with the seed instead of the key. Anyone with this text can sign.
std::string secret_text(const SignerKey& key);
// invalid: anything that secret_text() does not write. The message contains nothing from the text.
Result<SignerKey> read_signer_key(std::string_view text);

struct NoteSignature {
  std::string name;  // of the key
  std::uint32_t key_hash = 0;
  Bytes signature;  // at least one byte; 64 for Ed25519

  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
  std::string text;  // ends in a line feed
  std::vector<NoteSignature> signatures;

  friend bool operator==(const Note&, const Note&) = default;
};

// Precondition: as read_note() gives it.
std::string to_text(const Note& note);

// Every accepted text is the text of exactly one note: to_text() gives it back. Verifies nothing.
//
//   invalid  it is longer than kNoteBytesMax, not UTF-8, has a control character other than line feed (so also CR LF
//            line ends), no empty line before its signatures, none or more than kNoteSignaturesMax of them, or a
//            signature line that is not well-formed
Result<Note> read_note(std::string_view text);

// The note of `text` with one signature. invalid: the text does not end in a line feed, is not UTF-8, has another
// control character, or makes the note too long.
Result<std::string> sign_note(std::string_view text, const SignerKey& key);

// What the trusted keys say about a note.
struct NoteVerification {
  std::vector<VerifierKey> good;  // trusted keys that signed exactly this text
  std::vector<VerifierKey> bad;   // trusted keys whose name and hash are on a line that does not sign this text
  std::size_t unknown = 0;        // signatures by keys that are not trusted; they do not count

  bool verified() const { return !good.empty() && bad.empty(); }
};
NoteVerification verify_note(const Note& note, std::span<const VerifierKey> trusted);

}  // namespace assent::evidence
