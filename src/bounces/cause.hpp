// Why an e-mail did not arrive, from what servers say. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace assent::bounces {

enum class Cause : std::uint8_t {
  no_such_address,  // no such mailbox, no such domain, the customer has moved, or the domain takes no e-mail
  other,            // surely another one: mailbox full, sender blocked, too large, …
  vague,            // that it failed, in words of either; a code may say more
  unknown           // nothing that says it
};

// The cause that a text gives, in small letters, one line or many.
Cause cause_in(std::string_view small_text);

// The cause that an enhanced status code gives (RFC 3463 and the registry of codes).
Cause cause_of_code(std::string_view code);

}  // namespace assent::bounces
