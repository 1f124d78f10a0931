// What stands in an e-mail's header: text, and dates. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"

#include <string>
#include <string_view>

namespace assent::email {

// `text` (UTF-8) as it stands after a header's name of `name_size` characters: in ASCII as it is, otherwise in encoded
// words (RFC 2047, UTF-8 and base 64), folded. Line ends, tabs and control characters become blanks.
std::string header_text(std::string_view text, std::size_t name_size);

// `name <address>`, with the name quoted or encoded. `address` has been checked (address.hpp).
std::string header_mailbox(std::string_view name, std::string_view address, std::size_t name_size);

// As `Mon, 01 Jun 2026 09:00:00 +0000` (RFC 5322, 3.3), in UTC.
std::string header_date(Instant instant);

}  // namespace assent::email
