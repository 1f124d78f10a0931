// Base 64 (RFC 4648), in its one canonical form, with either alphabet. Pure.
#pragma once

#include "evidence/hash.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent::evidence {

std::string to_base64(ByteView bytes);  // section 4: with `+`, `/` and padding

// Nothing for text that to_base64() does not write: missing or extra padding, unused bits that are set, white space.
std::optional<Bytes> from_base64(std::string_view text);

std::string to_base64url(ByteView bytes);  // section 5: with `-` and `_`, without padding (as RFC 7515 writes it)

// Nothing for text that to_base64url() does not write.
std::optional<Bytes> from_base64url(std::string_view text);

}  // namespace assent::evidence
