// A caller's id from what a token says. It stands in the ledger for ever, so it must not be a telephone number or
// address. Pure.
#pragma once

#include <string>
#include <string_view>

namespace assent::access {

// The name itself; or `sub-` and the first 32 digits of its SHA-256, if it reads like a telephone number or an e-mail
// address, or is not one word.
std::string caller_id(std::string_view name);

}  // namespace assent::access
