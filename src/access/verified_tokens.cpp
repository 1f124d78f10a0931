#include "access/verified_tokens.hpp"

#include <utility>

namespace assent::access {

std::shared_ptr<const VerifiedToken> VerifiedTokens::find(const evidence::Hash& token) const {
  auto held = places_.at(place_of(token)).get();
  return held && held->token == token ? held : nullptr;
}

void VerifiedTokens::put(std::shared_ptr<const VerifiedToken> verified) {
  Held<VerifiedToken>& place = places_.at(place_of(verified->token));
  place.put(std::move(verified));
}

}  // namespace assent::access
