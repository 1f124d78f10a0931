#include "access/algorithm.hpp"

#include <algorithm>
#include <array>

namespace assent::access {
namespace {

constexpr std::array<std::string_view, kAlgorithms> kAlgorithmNames = {
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"};

}  // namespace

std::string_view to_string(Algorithm algorithm) { return kAlgorithmNames.at(static_cast<std::size_t>(algorithm)); }

std::optional<Algorithm> algorithm_of(std::string_view name) {
  const auto at = std::ranges::find(kAlgorithmNames, name);
  if (at == kAlgorithmNames.end()) return std::nullopt;
  return static_cast<Algorithm>(at - kAlgorithmNames.begin());
}

}  // namespace assent::access
