// Jws: a signed token in the compact form (RFC 7515, 7.1), taken apart and not believed yet. Pure.
#pragma once

#include "evidence/hash.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace assent::access {

inline constexpr std::size_t kMostTokenBytes = std::size_t{8} * 1024;

struct Jws {
  std::string algorithm;           // `alg`
  std::string type;                // `typ`; empty: none
  std::optional<std::string> kid;  // of the key that is said to have signed
  evidence::Bytes payload;
  std::string_view signed_text;  // what the signature is of; lives as long as the text that was read
  evidence::Bytes signature;
};

// Nothing: it is no such token. Three parts in base64url without padding and with no bit to spare; the header is a JSON
// object in which no key stands twice, with texts for `alg`, `typ` and `kid`, and without `crit`: no extension is
// understood here. Keys that the header shows or points to (`jwk`, `jku`, `x5c`, `x5u`) are not looked at.
std::optional<Jws> read_jws(std::string_view text);

// Whether `typ` says that it is an access token (RFC 9068, 2.1): `at+jwt`, with `application/` or without it.
bool is_access_token(const Jws& jws);

}  // namespace assent::access
