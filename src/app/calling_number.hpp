// CallingNumber: the telephone number from which a message or a call came, as the network gives it. Pure.
#pragma once

#include "base/result.hpp"
#include "base/telephones.hpp"

#include <string>
#include <string_view>

namespace assent::app {

// The number in E.164. A network gives the whole number, often without `+`, or with `00`; a national one begins with a
// zero, and is of `country` (ISO 3166-1; empty: such a number is none). A telephone of the internet gives it as an
// address: `tel:+9613123456` (RFC 3966), `sip:+9613123456@host` (RFC 3261, 19.1.6).
//
//   invalid  it is no telephone number. The message repeats nothing of it
Result<std::string> calling_number(const Telephones& telephones, std::string_view from, std::string_view country);

}  // namespace assent::app
