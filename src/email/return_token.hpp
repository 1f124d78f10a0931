// ReturnToken: the word in an e-mail's addresses by which whatever comes back is matched to what was sent. Pure;
// thread-safe.
//
// It names a place in the ledger, sealed: whoever reads it learns neither the account nor the place, and nobody makes
// one without the key. The same place always has the same word. So an e-mail that is sent again has the same
// Message-ID, and whoever got it twice sees it once.
//
// It is a synthetic-IV construction on HMAC-SHA-256: the first 12 bytes are a tag of the place, which is also the
// nonce under which the place's 12 bytes are masked.
#pragma once

#include "consent/position.hpp"
#include "evidence/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::email {

inline constexpr std::size_t kReturnTokenSize = 39;  // letters and digits of base 32 (RFC 4648), small

class ReturnTokens {
 public:
  // `key` is secret, and stays the same as long as answers may come: years.
  explicit ReturnTokens(const evidence::Hash& key);

  std::string token_of(Position place) const;

  // The place of a token that this key made, in letters of either case. Nothing: it is none.
  std::optional<Position> place_of(std::string_view token) const;

 private:
  evidence::Hash tag_key_;
  evidence::Hash mask_key_;
};

// What an address at the domain of returns is for.
enum class ReturnKind : std::uint8_t {
  bounce,  // `b.`: the envelope's sender
  reply,   // `r.`: Reply-To
  refuse   // `u.`: the address of List-Unsubscribe
};

// Such as `b.TOKEN@returns.example.com`.
std::string return_address(ReturnKind kind, std::string_view token, std::string_view domain);

struct ReturnAddress {
  ReturnKind kind = ReturnKind::bounce;
  std::string_view token;  // within the address
};

// Nothing: it is not written so. Whether the token is one, ReturnTokens says. The domain is not looked at.
std::optional<ReturnAddress> read_return_address(std::string_view address);

}  // namespace assent::email
