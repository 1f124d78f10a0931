// Settings: who may come in, as the carrier writes it (TOML). docs/access.md has every key. Pure.
//
//   [[api_key]]             id, sha256, caller, role, scopes, partner, expires, revoked
//   [[client_certificate]]  subject or sha256, caller, role, scopes, partner
//   [[issuer]]              issuer, audience, algorithm, keys or keys_address, role, roles, partner, caller_prefix,
//                           role_claim, partner_claim, telephone_claim, account_claim
#pragma once

#include "access/gate.hpp"
#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace assent::access {

// `file` is its name, for issues. Every fault is an Issue with line and column; no secret stands in the text, and none
// in an issue.
tl::expected<Ways, Issues> read_ways(std::string_view text, std::string_view file);

// A key's table as it is written there, with the line's end.
std::string table_of(const ApiKey& key);

}  // namespace assent::access
