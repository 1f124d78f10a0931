// E-mail addresses as SMTP carries them (RFC 5321, RFC 6531). Pure; thread-safe.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace assent::email {

// What an e-mail can be sent to: a dot-atom, `@` and a domain, in ASCII or UTF-8. It has no quotes, comments, blanks,
// control characters or marks of direction, so it can stand in a header and in a command as it is.
//
//   invalid  it is none; the message does not repeat it
Result<void> check_address(std::string_view address);

// Whether it can be sent only where SMTPUTF8 is offered (RFC 6531). Nothing rewrites such an address: another mailbox
// may have the rewritten one.
bool needs_utf8(std::string_view address);

// After the last `@`, or empty.
std::string_view domain_of(std::string_view address);

}  // namespace assent::email
