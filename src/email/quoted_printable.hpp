// Quoted-printable (RFC 2045, 6.7), in pieces that are encoded one by one. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace assent::email {

// Appends `text` (UTF-8; lines end with LF or CRLF) to `out`, which ends at the beginning of a line. If the last line
// is not ended, a soft break ends it, so that `out` is at the beginning of a line again. So a text can be encoded once
// for all, and what differs from customer to customer put between.
//
// No line begins with `.` or `From `, ends with a blank, or has two blanks together: neither a relay nor the relaxed
// canonical form of DKIM changes anything.
void append_quoted_printable(std::string_view text, std::string& out);

}  // namespace assent::email
