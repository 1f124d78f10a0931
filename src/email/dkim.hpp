// DKIM signatures (RFC 6376, RFC 8463): relaxed/relaxed, by RSA with SHA-256 and by Ed25519 with SHA-256. Pure; a
// signer is immutable and thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "evidence/hash.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;

namespace assent::email {

enum class DkimAlgorithm : std::uint8_t { rsa_sha256, ed25519_sha256 };

class DkimKey {
 public:
  // A private key in PEM (PKCS#8, or PKCS#1 for RSA), without a password.
  //
  //   invalid  it is none, or of another kind; an RSA key under 2,048 or over 4,096 bits (RFC 8301). The message does
  //            not repeat anything of it.
  static Result<DkimKey> read(std::string_view pem);

  DkimAlgorithm algorithm() const { return algorithm_; }

  // What the DNS says at `SELECTOR._domainkey.DOMAIN`: `v=DKIM1; k=…; p=…`.
  std::string dns_record() const;

 private:
  friend class DkimSigner;
  DkimKey(std::shared_ptr<evp_pkey_st> key, DkimAlgorithm algorithm) : key_(std::move(key)), algorithm_(algorithm) {}

  std::string sign(const evidence::Hash& hash) const;

  std::shared_ptr<evp_pkey_st> key_;
  DkimAlgorithm algorithm_;
};

// One of a signature's names; both are ASCII.
struct DkimSelector {
  std::string selector;
  DkimKey key;
};

// Signs for one domain, with one signature for each key. Two keys of different algorithms are usual: not every receiver
// verifies Ed25519 yet.
class DkimSigner {
 public:
  //   invalid  no key; a domain or selector that cannot stand in a signature
  static Result<DkimSigner> make(std::string domain, std::vector<DkimSelector> keys);

  // The `DKIM-Signature` headers, each ended with CRLF, to be put before the message. They cover every header that is
  // there of those that a reader or a program acts on, `List-Unsubscribe` and `List-Unsubscribe-Post` included, and
  // the absence of a second one of each.
  //
  // `headers` has whole header lines, each ended with CRLF; `body` has lines ended with CRLF.
  std::string sign(std::string_view headers, std::string_view body, Instant now) const;

 private:
  DkimSigner(std::string domain, std::vector<DkimSelector> keys) : domain_(std::move(domain)), keys_(std::move(keys)) {}

  std::string domain_;
  std::vector<DkimSelector> keys_;
};

// The hash of the body in the relaxed canonical form (RFC 6376, 3.4.4). If it is in that form already, this is as fast
// as the hash.
evidence::Hash relaxed_body_hash(std::string_view body);

// One header line, with or without its CRLF, in the relaxed canonical form (3.4.2), without CRLF.
std::string relaxed_header(std::string_view line);

}  // namespace assent::email
