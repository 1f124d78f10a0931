// Algorithm: how a token is signed (RFC 7518, 3.1; RFC 8037, 3.1; RFC 9864, 2.2). None that shares a secret, and not
// `none`. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assent::access {

// `eddsa` is Ed25519 by its earlier name, which an issuer uses or does not.
enum class Algorithm : std::uint8_t { rs256, rs384, rs512, ps256, ps384, ps512, es256, es384, es512, eddsa, ed25519 };
inline constexpr std::size_t kAlgorithms = static_cast<std::size_t>(Algorithm::ed25519) + 1;

// As the member `alg` says it: "RS256". Exactly.
std::string_view to_string(Algorithm algorithm);
std::optional<Algorithm> algorithm_of(std::string_view name);

}  // namespace assent::access
