// Seal: makes a text of a few values that only a holder of the key can read or make: what a URL or an id stands for. So
// neither shows an account, and no store of them is needed.
//
// XChaCha20-Poly1305; the nonce is a keyed hash of the content, so the same values give the same text. Pure;
// thread-safe.
#pragma once

#include "evidence/hash.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::evidence {

class Seal {
 public:
  // `realm` keeps the texts of one part of the product from those of another that has the same key.
  Seal(const Hash& key, std::string_view realm);
  ~Seal();
  Seal(const Seal&) = delete;
  Seal& operator=(const Seal&) = delete;

  // In base64url. A text that is sealed for one use is none for another.
  std::string close(std::string_view use, const std::vector<std::string>& values) const;

  // Nothing: it was not made by close() with this key, for this use.
  std::optional<std::vector<std::string>> open(std::string_view use, std::string_view text) const;

 private:
  Hash of_box_;
  Hash of_nonce_;
};

}  // namespace assent::evidence
