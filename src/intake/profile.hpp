// The form of the single values of a customer's profile. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assent::intake {

inline constexpr std::size_t kAccountMax = 64;  // bytes

// 1 to kAccountMax bytes, none of them a control character.
bool is_account(std::string_view text);

// The shape of a BCP 47 tag: a language of two or three letters, then parts of one to eight letters or digits.
bool is_language(std::string_view text);

// The tag as BCP 47 writes it: `ar`, `en-GB`, `sr-Latn`. Precondition: is_language(text).
std::string canonical_language(std::string_view text);

// Something before one `@`, and a domain after it. Whether the address exists is not checked.
bool is_email_address(std::string_view text);

}  // namespace assent::intake
