#include "access/key_set.hpp"

#include <set>
#include <utility>

namespace assent::access {

Result<KeySet> KeySet::read(std::string_view text, Algorithm algorithm) {
  json::Document document;
  if (const auto read = document.read(text, {.bytes = kMostKeySetBytes, .depth = 16}); !read) {
    return fail(ErrorCode::invalid, "the JWK set: " + json::problem_of(read.error()), json::mend_of(read.error()));
  }
  const auto keys = document.root().find("keys");
  if (!keys || !keys->is(json::Kind::list)) {
    return fail(ErrorCode::invalid, "this is not a JWK set, which is an object with a list `keys`",
                "give what the issuer's `jwks_uri` gives");
  }
  KeySet set;
  std::set<std::string, std::less<>> twice;
  for (const auto& item : *keys) {
    auto key = PublicKey::read(item.value, algorithm);
    if (!key) continue;
    const auto kid = item.value.find("kid");
    if (kid && (!kid->is(json::Kind::text) || kid->text().empty())) continue;
    std::string name(kid ? kid->text() : std::string_view{});
    if (!set.keys_.try_emplace(name, *std::move(key)).second) twice.insert(std::move(name));
  }
  for (const std::string& each : twice) set.keys_.erase(each);
  return set;
}

const PublicKey* KeySet::find(const std::optional<std::string>& kid) const {
  if (!kid) return keys_.size() == 1 ? &keys_.begin()->second : nullptr;
  const auto at = kid->empty() ? keys_.end() : keys_.find(*kid);
  return at == keys_.end() ? nullptr : &at->second;
}

}  // namespace assent::access
